package dev.cairn.server.cli;

import dev.cairn.server.CairnServer;
import dev.cairn.server.CairnServer.Role;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A server inside this process: announced to clients on this machine, ended by a signal or by {@link #close}. */
final class LocalServer implements AutoCloseable {
    private final CairnServer server;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Context context;

    private LocalServer(Context context, CairnServer server) {
        this.context = context;
        this.server = server;
    }

    /** Starts, says where it answers, and makes sure that a signal ends it cleanly. */
    static LocalServer start(Context context, Set<Role> roles) {
        Logs.toFile(context.home());
        LocalServer local = new LocalServer(context, CairnServer.start(context.config(), roles));
        Runtime.getRuntime().addShutdownHook(new Thread(local::close, "shutdown"));
        new Instance(local.url(), ProcessHandle.current().pid()).announce(context.home());
        context.terminal().say("Cairn is up: " + local.url());
        return local;
    }

    String url() {
        return server.url();
    }

    /** Returns when the server has been told to end. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Drains and ends everything, PostgreSQL included. Calling it again waits for the first call. */
    @Override
    public synchronized void close() {
        if (ended.getCount() == 0) {
            return;
        }
        Instance.withdraw(context.home());
        server.close();
        ended.countDown();
    }
}
