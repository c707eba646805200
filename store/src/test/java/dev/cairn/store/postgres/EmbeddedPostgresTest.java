package dev.cairn.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final Path CACHE = Path.of("target", "postgres-cache");

    @TempDir
    Path home;

    @Test
    void what_was_committed_is_there_after_a_restart_and_settings_are_durable() throws SQLException, IOException {
        int port;
        try (EmbeddedPostgres postgres = start()) {
            port = postgres.settings().port();
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (7)");
            for (String setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
                assertThat(query(postgres, "show " + setting)).isEqualTo("on");
            }
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres, "select n from kept")).isEqualTo("7");
            assertThat(postgres.settings().port()).isEqualTo(port);
        }
        assertThat(Files.getPosixFilePermissions(home.resolve("password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void a_wrong_password_is_refused() {
        try (EmbeddedPostgres postgres = start()) {
            PostgresSettings right = postgres.settings();
            assertThatThrownBy(() -> DriverManager.getConnection(right.jdbcUrl(), right.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void a_server_that_is_killed_comes_back_on_its_port_with_its_data() throws SQLException {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (7)");
            long killed = postgres.pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            until(() -> postgres.pid() != killed && "7".equals(queryOrNothing(postgres)));
        }
    }

    @Test
    void an_orphan_of_a_killed_owner_is_ended_and_replaced() throws Exception {
        long orphan;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process owner = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PostgresOwner.class.getName(),
                        home.toString(),
                        CACHE.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = owner.inputReader()) {
            orphan = Long.parseLong(out.readLine());
        }
        owner.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan)).isPresent();
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.pid()).isNotEqualTo(orphan);
            until(() -> !ProcessHandle.of(orphan).map(ProcessHandle::isAlive).orElse(false));
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_stale_pid_file_that_names_another_program_is_no_obstacle() throws IOException, SQLException {
        start().close();
        Path pidFile = home.resolve("data").resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n/somewhere\n0\n5432\n");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_taken_port_is_replaced_by_a_free_one() throws IOException, SQLException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(home.resolve("port"), Integer.toString(taken.getLocalPort()));
            try (EmbeddedPostgres postgres = start()) {
                assertThat(postgres.settings().port()).isNotEqualTo(taken.getLocalPort());
                assertThat(query(postgres, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void the_second_owner_of_a_folder_is_told_who_has_it() {
        try (EmbeddedPostgres first = start()) {
            assertThat(EmbeddedPostgres.running(home)).hasValue(first.settings());
            assertThatThrownBy(this::start)
                    .isInstanceOf(HomeInUse.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(EmbeddedPostgres.running(home)).isEmpty();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(home, CACHE);
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String queryOrNothing(EmbeddedPostgres postgres) {
        try {
            return query(postgres, "select n from kept");
        } catch (SQLException e) {
            return "";
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        PostgresSettings settings = postgres.settings();
        return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
    }

    private static void until(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(90));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
