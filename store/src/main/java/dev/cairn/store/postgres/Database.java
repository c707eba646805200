package dev.cairn.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A pool of connections to a database, embedded or of the user's own, and the way to bring its tables up to date. */
public final class Database implements AutoCloseable {
    private static final String MIGRATIONS = "classpath:dev/cairn/migrations";
    private static final int CONNECTIONS = 8;
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final PostgresSettings settings;
    private final HikariDataSource pool;
    private volatile Optional<String> schema = Optional.empty();

    private Database(PostgresSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /**
     * Connects.
     *
     * @throws DatabaseFailure when the server cannot be reached or refuses the user
     */
    public static Database open(PostgresSettings settings) {
        return open(settings, "cairn", CONNECTIONS, Duration.ofSeconds(60));
    }

    /**
     * One connection of its own, for work that must not wait behind other work and rather fails early, such as the renewal of leases. Close it
     * separately.
     */
    public Database dedicated(String name) {
        return open(settings, "cairn-" + name, 1, WAIT);
    }

    private static Database open(PostgresSettings settings, String name, int connections, Duration answer) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(WAIT.toMillis());
        config.setInitializationFailTimeout(WAIT.toMillis());
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty("connectTimeout", Long.toString(WAIT.toSeconds()));
        config.addDataSourceProperty("socketTimeout", Long.toString(answer.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        try {
            return new Database(settings, new HikariDataSource(config));
        } catch (PoolInitializationException e) {
            throw new DatabaseFailure("cannot connect to " + settings + ": " + reason(e), e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /**
     * Brings the tables up to date.
     *
     * @throws DatabaseFailure when they are newer than this program or were changed by hand, or when the database went away meanwhile
     */
    public void migrate() {
        requireRights();
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(pool)
                    .locations(MIGRATIONS)
                    .sqlMigrationPrefix("V")
                    // A table of a later release is refused, not ignored.
                    .ignoreMigrationPatterns(new String[0])
                    .load();
            flyway.migrate();
            schema = Optional.ofNullable(flyway.info().current())
                    .map(newest -> newest.getVersion().getVersion());
        } catch (FlywayException e) {
            throw notMigrated(settings, e);
        }
    }

    /** A role that does not own the tables has to have what a worker needs; without tables there is nothing to ask. */
    private void requireRights() {
        try (Connection connection = pool.getConnection()) {
            List<String> missing = Rights.missing(connection);
            if (!missing.isEmpty()) {
                throw new DatabaseFailure("the role of " + settings + " lacks rights that a worker needs: "
                        + Rights.words(missing) + "; as the owner of the tables run what 'cairn worker --grants "
                        + settings.user() + "' prints");
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("cannot ask " + settings + " for the rights of its role: " + e.getMessage(), e);
        }
    }

    /** Each migration is one transaction: what an outage breaks off has changed nothing, and the next start goes on there. */
    static DatabaseFailure notMigrated(PostgresSettings settings, FlywayException e) {
        return Outage.behind(e)
                .map(outage -> new DatabaseFailure(
                        "the connection to " + settings + " was lost while its tables were brought up to date: "
                                + outage.getMessage() + "; start again when the database answers",
                        e))
                .orElseGet(() -> new DatabaseFailure(
                        "the tables in " + settings + " do not fit this program (is it older than they are?): "
                                + e.getMessage(),
                        e));
    }

    /** The newest migration that this program knows, after {@link #migrate}. */
    public Optional<String> schema() {
        return schema;
    }

    public DataSource dataSource() {
        return pool;
    }

    public PostgresSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        pool.close();
    }
}
