package dev.cairn.store.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own on loopback: made on first start, durable, with a random password in a file that only its owner
 * reads. While this object is open the server is watched and started again when it dies. One owner per folder, see
 * {@link HomeLock}.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String HOST = "127.0.0.1";
    private static final String NAME = "cairn";
    private static final Duration START = Duration.ofSeconds(30);
    private static final long LOG_BYTES = 10L << 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Path home;
    private final PostgresBinaries binaries;
    private final String password;
    private final HomeLock lock;
    private final Thread supervisor;
    private volatile boolean closing;
    private volatile Process server;
    private final int port;

    private EmbeddedPostgres(Path home, PostgresBinaries binaries, HomeLock lock) {
        this.home = home;
        this.binaries = binaries;
        this.lock = lock;
        Postmaster.clear(data());
        this.password = password();
        if (!Files.isDirectory(data())) {
            initialize();
        }
        this.port = freePort();
        this.server = launch();
        awaitAnswer();
        createDatabase();
        this.supervisor = new Thread(this::supervise, "postgres-supervisor");
        supervisor.setDaemon(true);
        supervisor.start();
    }

    /**
     * Starts the server of {@code home} and waits until it answers.
     *
     * @param home folder of its data, password and log; made when it is not there
     * @param cache folder that the programs are unpacked to
     * @throws HomeInUse when another process owns {@code home}
     * @throws DatabaseFailure with the end of the server's log, when it does not start
     */
    public static EmbeddedPostgres start(Path home, Path cache) {
        Path folder = home.toAbsolutePath().normalize();
        HomeLock lock = HomeLock.take(folder);
        try {
            return new EmbeddedPostgres(folder, PostgresBinaries.unpacked(cache.toAbsolutePath()), lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** How to reach the server that another process of this machine runs on {@code home}, if one does. */
    public static Optional<PostgresSettings> running(Path home) {
        Path folder = home.toAbsolutePath().normalize();
        try {
            PostgresSettings settings = new PostgresSettings(
                    HOST,
                    Integer.parseInt(Files.readString(folder.resolve("port")).strip()),
                    NAME,
                    NAME,
                    Files.readString(folder.resolve("password")).strip());
            return answers(settings) ? Optional.of(settings) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public PostgresSettings settings() {
        return new PostgresSettings(HOST, port, NAME, NAME, password);
    }

    /** The server's process, for tests and for the memory that is shown. */
    public long pid() {
        return server.pid();
    }

    /** Ends the server (fast shutdown) and gives the folder back. */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        Postmaster.end(server.toHandle());
        supervisor.interrupt();
        lock.close();
    }

    private Path data() {
        return home.resolve("data");
    }

    private Path log() {
        return home.resolve("postgres.log");
    }

    private String password() {
        Path file = home.resolve("password");
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            if (Files.isDirectory(data())) {
                throw new DatabaseFailure("the file " + file + " is gone, so nobody can log in to the database in "
                        + data() + ": put it back, or move the folder away to begin anew");
            }
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, fresh);
            return fresh;
        } catch (IOException e) {
            throw new DatabaseFailure("cannot read or write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Makes the data folder beside its place and moves it there at the end: an interrupted start leaves nothing half made. */
    private void initialize() {
        Path fresh = home.resolve("data-new-" + ProcessHandle.current().pid());
        run(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + fresh,
                "--username=" + NAME,
                "--auth=scram-sha-256",
                "--pwfile=" + home.resolve("password"),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
        try {
            Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DatabaseFailure("cannot move " + fresh + " to " + data(), e);
        }
    }

    private void run(List<String> command) {
        Path output = home.resolve("initdb.log");
        try {
            Process process = new ProcessBuilder(UnprivilegedCommand.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new DatabaseFailure("initdb did not end within 120 s; see " + output);
            }
            if (process.exitValue() != 0) {
                throw new DatabaseFailure("initdb failed: " + tail(output));
            }
        } catch (IOException e) {
            throw new DatabaseFailure("cannot run initdb: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("interrupted while the database was made", e);
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("postgres").toString(), "-D", data().toString(), "-p", Integer.toString(port)));
        SERVER_SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        try {
            if (Files.exists(log()) && Files.size(log()) > LOG_BYTES) {
                Files.move(log(), home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return new ProcessBuilder(UnprivilegedCommand.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new DatabaseFailure("cannot start PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** Durable by all means; small, because it shares the machine with the training. */
    private static final List<String> SERVER_SETTINGS = List.of(
            "listen_addresses=" + HOST,
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "shared_buffers=48MB",
            "work_mem=8MB",
            "maintenance_work_mem=32MB",
            "max_connections=64",
            "max_wal_size=256MB",
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_logical_replication_workers=0",
            "io_method=sync",
            "autovacuum_max_workers=1",
            "jit=off",
            "log_checkpoints=off",
            "timezone=UTC");

    private void awaitAnswer() {
        long end = System.nanoTime() + START.toNanos();
        while (!answers(settings().withDatabase("postgres"))) {
            if (!server.isAlive()) {
                throw new DatabaseFailure("PostgreSQL ended at its start: " + tail(log()));
            }
            if (System.nanoTime() > end) {
                Postmaster.end(server.toHandle());
                throw new DatabaseFailure(
                        "PostgreSQL did not answer within " + START.toSeconds() + " s: " + tail(log()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean answers(PostgresSettings settings) {
        try (Connection connection = connect(settings)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private static Connection connect(PostgresSettings settings) throws SQLException {
        return DriverManager.getConnection(
                settings.jdbcUrl() + "?connectTimeout=2&loginTimeout=2&socketTimeout=30",
                settings.user(),
                settings.password());
    }

    private void createDatabase() {
        try (Connection connection = connect(settings().withDatabase("postgres"));
                Statement statement = connection.createStatement();
                ResultSet there = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
            if (!there.next()) {
                statement.execute("create database " + NAME);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("cannot make the database '" + NAME + "': " + e.getMessage(), e);
        }
    }

    private void supervise() {
        Duration pause = Duration.ofMillis(100);
        while (!closing) {
            try {
                long begin = System.nanoTime();
                int status = server.waitFor();
                if (closing) {
                    return;
                }
                LOG.warn("PostgreSQL ended (status {}); starting it again", status);
                boolean lived = System.nanoTime() - begin > TimeUnit.MINUTES.toNanos(1);
                pause = lived ? Duration.ofMillis(100) : min(pause.multipliedBy(2), LONGEST_PAUSE);
                Thread.sleep(pause.toMillis());
                restart();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A server that was killed leaves backends which hold its shared memory for a moment: a start that fails is tried again. */
    private synchronized void restart() {
        if (closing) {
            return;
        }
        try {
            Postmaster.clear(data());
            server = launch();
        } catch (DatabaseFailure e) {
            LOG.error("PostgreSQL could not be started again; the next try follows", e);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** The port of the last start when it is free, so that whoever is connected finds the server again; another one otherwise. */
    private int freePort() {
        Path file = home.resolve("port");
        try {
            int last =
                    Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
            int chosen = isFree(last) ? last : anyFreePort();
            Files.writeString(
                    file,
                    Integer.toString(chosen),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            return chosen;
        } catch (IOException | NumberFormatException e) {
            throw new DatabaseFailure("cannot choose a port (see " + file + "): " + e.getMessage(), e);
        }
    }

    private static boolean isFree(int port) {
        if (port < 1 || port > 65_535) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFreePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String tail(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }
}
