package dev.cairn.server.cli;

import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.InvalidConfig;
import dev.cairn.server.config.Units;
import dev.cairn.server.devices.Machine;
import dev.cairn.server.devices.NoSuchDevice;
import dev.cairn.server.devices.SlotPlan;
import dev.cairn.store.postgres.Database;
import dev.cairn.store.postgres.DatabaseFailure;
import dev.cairn.store.postgres.Rights;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code cairn doctor}: what this machine offers and what stands in the way. */
@Command(name = "doctor", description = "Check this machine and the configuration.")
final class DoctorCommand extends ContextCommand {
    private static final long SCARCE_DISK = 2L << 30;

    private final List<Finding> findings = new ArrayList<>();

    private enum Grade {
        OK("ok"),
        NOTE("note"),
        BAD("BAD");

        private final String word;

        Grade(String word) {
            this.word = word;
        }
    }

    private record Finding(Grade grade, String part, String text) {}

    DoctorCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        checkMachine();
        checkConfiguration();
        Table table = new Table(List.of("", "part", "finding"));
        findings.forEach(finding -> table.row(List.of(finding.grade().word, finding.part(), finding.text())));
        table.lines().stream().skip(1).forEach(terminal()::print);
        boolean bad = findings.stream().anyMatch(finding -> finding.grade() == Grade.BAD);
        return bad ? ExitCode.UNAVAILABLE : ExitCode.OK;
    }

    private void checkMachine() {
        Runtime.Version java = Runtime.version();
        add(
                java.feature() >= 17 ? Grade.OK : Grade.BAD,
                "java",
                java + " (" + System.getProperty("java.vendor") + "), 17 or newer is needed");
        add(
                Grade.OK,
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch"));
        boolean browser =
                Stream.of("chromium", "google-chrome", "chromium-browser").anyMatch(DoctorCommand::onPath);
        add(
                Grade.NOTE,
                "browser",
                browser
                        ? "found, browser tests can run"
                        : "no Chromium: browser tests are skipped (Debian: apt install chromium)");
    }

    private void checkConfiguration() {
        CairnConfig config;
        try {
            config = context().config();
        } catch (InvalidConfig e) {
            add(Grade.BAD, "configuration", String.valueOf(e.getMessage()));
            return;
        }
        add(
                Grade.OK,
                "configuration",
                "slots " + config.slots() + ", upload quota " + Units.readableBytes(config.uploadQuotaBytes())
                        + ", trial memory " + Units.readableBytes(config.trial().memoryBytes()));
        checkDevices(config);
        checkHome(config.home());
        Optional<Instance> instance = Instance.find(config.home());
        if (instance.isPresent()) {
            boolean ready = new Client(instance.get().url()).ready();
            add(
                    ready ? Grade.OK : Grade.BAD,
                    "server",
                    instance.get().url() + " (pid " + instance.get().pid() + ")"
                            + (ready ? " is ready" : " does not say that it is ready"));
        } else {
            add(Grade.NOTE, "server", "none runs for this home");
            config.port().ifPresent(this::checkPort);
        }
        config.database()
                .ifPresentOrElse(
                        this::checkDatabase,
                        () -> add(Grade.OK, "database", "embedded PostgreSQL in " + config.postgresHome()));
    }

    private void checkDatabase(CairnConfig.ExternalDatabase own) {
        String where = "your own at " + own.host() + ":" + own.port() + "/" + own.name() + " as " + own.user();
        try (Database database = Database.open(own.settings());
                Connection connection = database.dataSource().getConnection()) {
            add(Grade.OK, "database", where);
            List<String> missing = Rights.missing(connection);
            if (!missing.isEmpty()) {
                add(
                        Grade.BAD,
                        "role",
                        "lacks what a worker needs: " + Rights.words(missing) + " ('cairn worker --grants " + own.user()
                                + "' prints what gives it)");
                return;
            }
            Rights rights = Rights.of(connection);
            add(
                    rights.least() ? Grade.OK : Grade.NOTE,
                    "role",
                    rights.least()
                            ? "may run trials and nothing more: right for a worker"
                            : "may do what a server needs"
                                    + (rights.readsVaultKeys() ? ", reading the keys of sealed rows" : "")
                                    + (rights.changesStudies() ? ", changing studies" : "")
                                    + "; a worker needs less ('cairn worker --grants ROLE')");
        } catch (DatabaseFailure | IOException e) {
            add(Grade.BAD, "database", where + ": " + e.getMessage());
        } catch (SQLException e) {
            add(Grade.NOTE, "role", "it has no tables of Cairn's yet: " + e.getMessage());
        }
    }

    private void checkDevices(CairnConfig config) {
        Machine machine = Machine.look(config);
        add(
                Grade.NOTE,
                "gpu",
                machine.gpus().isEmpty()
                        ? "none (" + machine.why() + "); trials run on the CPU"
                        : machine.gpus().stream()
                                .map(gpu ->
                                        gpu.index() + ": " + gpu.name() + ", " + Units.readableBytes(gpu.memoryBytes()))
                                .collect(Collectors.joining("; ")));
        try {
            new SlotPlan(machine, config.slots(), config.trial().memoryBytes())
                    .slots(config.queues())
                    .forEach((queue, slots) -> add(
                            Grade.OK,
                            "queue",
                            queue + ": " + slots.size() + " slots, each with "
                                    + Units.readableBytes(slots.get(0).offer().memoryBytes()) + " and "
                                    + slots.get(0).offer().cores() + " cores"));
        } catch (NoSuchDevice e) {
            add(Grade.BAD, "queue", String.valueOf(e.getMessage()));
        }
    }

    private void checkHome(Path home) {
        try {
            Files.createDirectories(home);
            Path probe = Files.createTempFile(home, "doctor", ".tmp");
            Files.delete(probe);
            long free = Files.getFileStore(home).getUsableSpace();
            add(free < SCARCE_DISK ? Grade.BAD : Grade.OK, "home", home + ", " + Units.readableBytes(free) + " free");
        } catch (IOException e) {
            add(Grade.BAD, "home", "cannot write to " + home + ": " + e.getMessage());
        }
    }

    private void checkPort(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            add(Grade.OK, "port", socket.getLocalPort() + " is free");
        } catch (IOException e) {
            add(Grade.BAD, "port", port + " is taken by another program");
        }
    }

    private void add(Grade grade, String part, String text) {
        findings.add(new Finding(grade, part, text));
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
