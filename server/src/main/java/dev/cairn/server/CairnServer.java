package dev.cairn.server;

import dev.cairn.server.cli.CairnCommand;
import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.devices.Machine;
import dev.cairn.server.devices.SlotPlan;
import dev.cairn.server.ingest.DatasetService;
import dev.cairn.server.ingest.IngestLimits;
import dev.cairn.server.model.ModelService;
import dev.cairn.server.program.ProgramTrials;
import dev.cairn.server.program.ProgramsFile;
import dev.cairn.server.routes.ApiServer;
import dev.cairn.server.routes.DatasetDesk;
import dev.cairn.server.routes.ServiceDesk;
import dev.cairn.server.routes.Services;
import dev.cairn.server.schedule.Calendar;
import dev.cairn.server.schedule.ClientTrials;
import dev.cairn.server.schedule.Collector;
import dev.cairn.server.schedule.HistoryCache;
import dev.cairn.server.schedule.QuartzClusters;
import dev.cairn.server.schedule.ResolvedPlans;
import dev.cairn.server.schedule.StudyRunner;
import dev.cairn.server.schedule.StudyService;
import dev.cairn.server.schedule.Upkeep;
import dev.cairn.server.spec.EarlierStudies;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.spec.SlotClasses;
import dev.cairn.server.trial.HeapClass;
import dev.cairn.server.trial.TrialLimits;
import dev.cairn.server.trial.TrialPool;
import dev.cairn.server.trial.TrialPoolConfig;
import dev.cairn.server.vault.Vault;
import dev.cairn.server.worker.AttemptLogs;
import dev.cairn.server.worker.PooledTrials;
import dev.cairn.server.worker.Slot;
import dev.cairn.server.worker.WorkerParts;
import dev.cairn.server.worker.WorkerRuntime;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CairnStores;
import dev.cairn.store.Ids;
import dev.cairn.store.ProjectQuota;
import dev.cairn.store.SharingStore;
import dev.cairn.store.TrialStore;
import dev.cairn.store.postgres.Database;
import dev.cairn.store.postgres.DatabaseFailure;
import dev.cairn.store.postgres.EmbeddedPostgres;
import dev.cairn.store.postgres.PostgresSettings;
import dev.cairn.store.sql.SqlStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of one Cairn process, wired and started; closing ends them in the opposite order. */
public final class CairnServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CairnServer.class);
    private static final int FIRST_PORT = 8080;
    private static final int LAST_PORT = 8099;

    /** How long a trial that is to end may take to save; it asks several times a second, and what it did not save it does again. */
    private static final Duration TRIAL_GRACE = Duration.ofSeconds(1);

    /** What a process does. */
    public enum Role {
        /** Answers HTTP; starts the embedded PostgreSQL when no other is configured. */
        SERVER,
        /** Offers slots for trials. */
        WORKER
    }

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CairnConfig config;
    private final UnaryOperator<TrialStore> around;
    private final InstantSource clock = InstantSource.system();
    private String url = "";

    private CairnServer(CairnConfig config, UnaryOperator<TrialStore> around) {
        this.config = config;
        this.around = around;
    }

    /**
     * Starts the parts that the roles need.
     *
     * @throws DatabaseFailure when the database cannot be started or reached
     * @throws dev.cairn.store.postgres.HomeInUse when another process runs on this home
     */
    public static CairnServer start(CairnConfig config, Set<Role> roles) {
        return start(config, roles, UnaryOperator.identity());
    }

    /** The same with something around the store of trials, which no configuration can ask for: drills keep a log of their own there. */
    static CairnServer start(CairnConfig config, Set<Role> roles, UnaryOperator<TrialStore> around) {
        CairnServer server = new CairnServer(config, around);
        try {
            server.startParts(roles);
            return server;
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where it answers, without a slash at the end; empty for a worker alone. */
    public String url() {
        return url;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                // Ending goes on: what comes after must be closed too, PostgreSQL above all.
                LOG.warn("{} did not end cleanly", part, e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private void startParts(Set<Role> roles) throws IOException {
        Files.createDirectories(config.home());
        // Asked first: a worker without its devices ends before it has started anything.
        Map<String, List<Slot>> slots = roles.contains(Role.WORKER) ? slots() : Map.of();
        // Hibernate needs a second of its own and no database: it boots while PostgreSQL starts.
        Thread preparing = new Thread(SqlStores::prepare, "prepare-stores");
        preparing.start();
        Database database = opened(Database.open(database(roles.contains(Role.SERVER))));
        database.migrate();
        CairnStores stores = opened(SqlStores.open(database)).around(around);
        BlobStore files = config.artifacts().open(clock);
        Vault blobs = new Vault(stores, files);
        if (files instanceof AutoCloseable remote) {
            opened(remote);
        }
        DatasetService datasets = new DatasetService(
                stores,
                files,
                config.home().resolve("work").resolve("ingest"),
                IngestLimits.withQuota(config.uploadQuotaBytes()));
        DatasetDesk desk = new ServiceDesk(datasets, stores.datasets());
        Resolver resolver = new Resolver(
                desk,
                CairnServer::newSeed,
                () -> SlotClasses.of(stores.workers().list()),
                EarlierStudies.of(stores.studies(), stores.reader()));
        AttemptLogs logs = new AttemptLogs(config.home().resolve("logs").resolve("trials"), stores.logs());
        UUID id = Ids.next(clock);
        QuartzClusters clusters = opened(new QuartzClusters(database.dataSource(), id.toString()));
        ResolvedPlans plans = new ResolvedPlans(resolver, clock);
        HistoryCache histories = new HistoryCache(stores.reader());
        StudyRunner runner =
                new StudyRunner(stores.studies(), stores.trials(), histories, plans, stores.sharing(), clusters, clock);
        opened(new Upkeep(stores, runner, clusters));
        if (roles.contains(Role.SERVER)) {
            publish(stores.sharing());
        }
        if (roles.contains(Role.WORKER)) {
            WorkerParts parts = new WorkerParts(
                    id,
                    stores,
                    around.apply(SqlStores.trials(opened(database.dedicated("renewer")))),
                    blobs,
                    plans,
                    histories,
                    runner,
                    clusters,
                    new ProgramTrials(
                            new PooledTrials(
                                    opened(new TrialPool(trialPool(
                                            TrialPoolConfig.under(config.home()).work()))),
                                    heap()),
                            ProgramsFile.read(config.home()),
                            Duration.ofSeconds(5)),
                    trialLimits(),
                    logs,
                    config.home().resolve("work").resolve("trials"));
            opened(WorkerRuntime.start(parts, CairnCommand.VERSION, slots, clusters));
        }
        if (roles.contains(Role.SERVER)) {
            Collector collector = opened(
                    new Collector(stores.blobs(), blobs, config.artifacts().grace(), clock));
            StudyService studies = new StudyService(plans, stores.studies(), stores.trials(), runner, clusters);
            Services services = new Services(
                    stores,
                    desk,
                    studies,
                    new ClientTrials(stores, histories, plans, runner, clock),
                    opened(Calendar.clustered(database.dataSource(), id.toString(), stores, studies, clock)),
                    opened(new ModelService(
                            stores.reader(),
                            blobs,
                            plans,
                            () -> new TrialPool(
                                    trialPool(config.home().resolve("work").resolve("models"))),
                            heap(),
                            config.home().resolve("work").resolve("rows"))),
                    resolver,
                    collector,
                    blobs,
                    logs::of,
                    CairnCommand.VERSION,
                    Map.of("database", () -> trouble(database)));
            url = listen(services);
        }
    }

    /** The port that is asked for; when none is, the first of the usual ones that is free. */
    private int port() {
        return config.port()
                .orElseGet(() -> IntStream.rangeClosed(FIRST_PORT, LAST_PORT)
                        .filter(this::isFree)
                        .findFirst()
                        .orElse(0));
    }

    private boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(config.host()))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> trouble(Database database) {
        try (Connection connection = database.dataSource().getConnection()) {
            return connection.isValid(2) ? Optional.empty() : Optional.of("the connection is dead");
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private String listen(Services services) {
        ApiServer server = new ApiServer(config.host(), services);
        server.start(port());
        opened(server);
        return "http://" + config.host() + ":" + server.port();
    }

    private PostgresSettings database(boolean mayStart) throws IOException {
        if (config.database().isPresent()) {
            return config.database().get().settings();
        }
        if (mayStart) {
            return opened(EmbeddedPostgres.start(config.postgresHome(), config.cache()))
                    .settings();
        }
        return EmbeddedPostgres.running(config.postgresHome())
                .orElseThrow(() -> new DatabaseFailure("no database: set CAIRN_DB_HOST to the PostgreSQL of the server,"
                        + " or start 'cairn up' or 'cairn server' on this machine first"));
    }

    private Map<String, List<Slot>> slots() {
        return new SlotPlan(Machine.look(config), config.slots(), config.trial().memoryBytes()).slots(config.queues());
    }

    /** The servers' configuration says what projects may use and what slots cost; workers read it in the store. */
    private void publish(SharingStore sharing) {
        List<ProjectQuota> quotas = config.projects().stream()
                .map(project ->
                        new ProjectQuota(project.name(), project.weight(), project.running(), project.deviceTime()))
                .toList();
        sharing.configure(quotas, config.prices());
    }

    /** Each pool sweeps its own folder. */
    private TrialPoolConfig trialPool(Path work) {
        TrialPoolConfig usual = TrialPoolConfig.under(config.home());
        return new TrialPoolConfig(config.cache(), work, config.trial().idle(), TRIAL_GRACE, usual.growthBytes());
    }

    private HeapClass heap() {
        return new HeapClass((int) Math.max(16, config.trial().heapBytes() >> 20));
    }

    private TrialLimits trialLimits() {
        return new TrialLimits(
                OptionalLong.of(config.trial().memoryBytes()),
                Optional.of(config.trial().time()));
    }

    /** Seeds stay below 2⁵³, so that every reader of JSON sees them exactly. */
    private static long newSeed() {
        return RandomGenerator.getDefault().nextLong(1L << 53);
    }
}
