package dev.cairn.server.routes;

import dev.cairn.store.CairnStores;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: the REST interface under {@value Api#BASE} and the dashboard everywhere else. */
public final class ApiServer implements AutoCloseable {
    private static final int MOST_THREADS = 128;

    private final String host;
    private final Services services;
    private final EventRoutes events;
    private final Dashboard dashboard;
    private final Javalin javalin;
    private List<Api.Operation> operations = List.of();

    /** Makes the server; nobody can reach it before {@link #start}. */
    public ApiServer(String host, Services services) {
        this(host, services, EventRoutes.Pace.USUAL, "/web");
    }

    ApiServer(String host, Services services, EventRoutes.Pace pace, String pages) {
        this.host = host;
        this.services = services;
        this.dashboard = new Dashboard(pages);
        Lookup lookup = new Lookup(services.stores().studies(), services.datasets());
        this.events =
                new EventRoutes(services.stores().studies(), services.stores().reader(), lookup, pace);
        this.javalin = Javalin.create(config -> configure(config, lookup));
    }

    /**
     * Listens.
     *
     * @param port 0 takes a free one
     */
    public ApiServer start(int port) {
        javalin.start(host, port);
        return this;
    }

    public int port() {
        return javalin.port();
    }

    /** Lets requests finish and ends streams. */
    @Override
    public void close() {
        events.end();
        javalin.stop();
    }

    List<Api.Operation> operations() {
        return operations;
    }

    private void configure(JavalinConfig config, Lookup lookup) {
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/octet-stream";
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new MalformedRequests()));
        Guard guard = new Guard(host);
        config.routes.before(guard::check);
        config.routes.exception(Exception.class, (failure, context) -> fail(context, failure));
        config.routes.exception(HttpResponseException.class, (failure, context) -> fail(context, failure));
        config.routes.error(404, this::notFound);
        config.routes.after(context -> new Request(context).finish());
        Api api = new Api(config.routes, new Idempotency(services.stores().idempotency()));
        register(api, lookup);
        HealthRoutes health = new HealthRoutes(services.version(), services.checks());
        health.register(api);
        config.routes.addEndpoint(new Endpoint(HandlerType.GET, "/healthz", c -> Api.write(c, health.health())));
        config.routes.addEndpoint(new Endpoint(HandlerType.GET, "/readyz", c -> Api.write(c, health.readiness())));
        operations = api.operations();
    }

    private void register(Api api, Lookup lookup) {
        CairnStores stores = services.stores();
        StudyViews views = new StudyViews(stores.studies(), stores.datasets(), stores.reader(), stores.sharing());
        new DatasetRoutes(services.datasets(), stores.datasets(), services.vault(), lookup).register(api);
        new VersionRoutes(services, lookup).register(api);
        new VaultRoutes(services.datasets(), stores, lookup).register(api);
        new StudyRoutes(services, views, lookup).register(api);
        new StorageRoutes(services.collector()).register(api);
        new TrialRoutes(services.studies(), stores.reader(), services.logs(), lookup).register(api);
        new ClientRoutes(services.clients(), lookup).register(api);
        new DriverRoutes(services.studies(), services.clients(), lookup).register(api);
        new CurveRoutes(stores.reader(), lookup).register(api);
        new AnalysisRoutes(stores.reader(), services.resolver(), lookup).register(api);
        new ImportanceRoutes(stores.reader(), services.resolver(), lookup).register(api);
        new EstimateRoutes(stores.reader(), services.resolver(), lookup).register(api);
        new LeaderboardRoutes(stores.studies(), stores.reader(), views, lookup).register(api);
        new ClusterRoutes(stores).register(api);
        new QueueRoutes(stores).register(api);
        new ModelRoutes(services.models(), lookup).register(api);
        new ScheduleRoutes(services.calendar()).register(api);
        new ReferenceRoutes(services.datasets(), lookup).register(api);
        events.register(api);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("http");
        return threads;
    }

    private static void fail(Context context, Exception failure) {
        if (context.res().isCommitted()) {
            // The client of a stream went away, or the server ends: there is nobody to tell.
            return;
        }
        if (failure instanceof HttpResponseException http) {
            Optional.ofNullable(http.getDetails().get("availableMethods"))
                    .ifPresent(methods -> context.header("Allow", methods));
        }
        Api.write(context, failure);
    }

    private void notFound(Context context) throws IOException {
        boolean page =
                context.method().equals(HandlerType.GET) && !context.path().startsWith("/api/");
        if (page) {
            dashboard.answer(context);
        }
    }
}
