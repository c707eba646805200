package dev.cairn.store.postgres;

/**
 * How to reach a database.
 *
 * @param port 1 to 65535
 */
public record PostgresSettings(String host, int port, String database, String user, String password) {
    public PostgresSettings {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port lies between 1 and 65535, got " + port);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database;
    }

    /** The same server and another database on it. */
    public PostgresSettings withDatabase(String other) {
        return new PostgresSettings(host, port, other, user, password);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
