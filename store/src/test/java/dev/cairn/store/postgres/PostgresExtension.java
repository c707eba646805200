package dev.cairn.store.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives each test class a fresh, migrated database on one embedded server per JVM. The server's folder stays under {@code target}, so
 * that only the first run pays for making it.
 */
public final class PostgresExtension implements BeforeAllCallback, AfterAllCallback {
    private static final String TEMPLATE = "cairn_template";

    private Server server;
    private Database database;

    public Database database() {
        return database;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot()
                .getStore(Namespace.create(PostgresExtension.class))
                .getOrComputeIfAbsent("server", key -> new Server(), Server.class);
        database = server.freshDatabase();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database.close();
        server.execute("DROP DATABASE " + database.settings().database() + " WITH (FORCE)");
    }

    /** The server of this JVM, ended with the last test. */
    private static final class Server implements AutoCloseable {
        private final EmbeddedPostgres postgres =
                EmbeddedPostgres.start(Path.of("target", "postgres"), Path.of("target", "postgres-cache"));

        Server() {
            leftovers().forEach(name -> execute("DROP DATABASE " + name + " WITH (FORCE)"));
            execute("CREATE DATABASE " + TEMPLATE);
            try (Database template = Database.open(postgres.settings().withDatabase(TEMPLATE))) {
                template.migrate();
            }
        }

        Database freshDatabase() {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
            return Database.open(postgres.settings().withDatabase(name));
        }

        private List<String> leftovers() {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' OR datname = '" + TEMPLATE
                                    + "'")) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            } catch (SQLException e) {
                throw new IllegalStateException("cannot list the databases of the test server", e);
            }
        }

        void execute(String sql) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("the test server refuses: " + sql, e);
            }
        }

        private Connection connect() throws SQLException {
            PostgresSettings settings = postgres.settings();
            return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        }

        @Override
        public void close() {
            postgres.close();
        }
    }
}
