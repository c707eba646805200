package dev.cairn.server.trial;

import dev.cairn.trainers.Device;
import dev.cairn.trainers.TrainingFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child JVM that its holder may give one trial after the other. Closing gives it back to the pool, which keeps it
 * warm if it is still healthy; closing it while a trial runs kills both.
 */
public final class TrialProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrialProcess.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(10);

    /** Children with equal keys can take each other's trials. */
    record Key(Device device, HeapClass heap) {}

    private final Key key;
    private final TrialPool pool;
    private final ChildFolder folder;
    private final Process process;
    private final FrameChannel channel;
    private final OutputLog output;
    private final Thread outputThread;
    private final Thread frameThread;
    private final long startedAt = System.nanoTime();
    private volatile boolean ready;
    private @Nullable ActiveRun current;
    private int runs;
    private volatile boolean ending;
    private boolean reusable;
    private OptionalLong firstRestingBytes = OptionalLong.empty();
    private long idleSince = System.nanoTime();

    private TrialProcess(Key key, boolean reusable, TrialPool pool, ChildFolder folder, Process process) {
        this.key = key;
        this.reusable = reusable;
        this.pool = pool;
        this.folder = folder;
        this.process = process;
        this.channel = new FrameChannel(process.getInputStream(), process.getOutputStream());
        this.output = new OutputLog(process.getErrorStream(), this::printed);
        this.outputThread = daemon("trial-output-" + process.pid(), output::drain);
        this.frameThread = daemon("trial-frames-" + process.pid(), this::listen);
    }

    /** Returns at once; the child gets work when it is ready for it. */
    static TrialProcess start(Key key, boolean reusable, TrialPool pool) {
        ChildFolder folder = ChildFolder.create(pool.config().work());
        TrialProcess started;
        try {
            Process process = new ChildCommand(
                            key.device(), key.heap(), pool.config().cache(), folder.path(), pool.classpath())
                    .start();
            started = new TrialProcess(key, reusable, pool, folder, process);
        } catch (IOException e) {
            folder.delete();
            throw new TrialProcessFailure("cannot start a trial process: " + e.getMessage(), e);
        }
        started.outputThread.start();
        started.frameThread.start();
        return started;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Begins a trial as soon as the child is ready; the listener hears the rest. */
    public TrialRun run(TrialTask task, TrialListener listener) {
        ActiveRun run;
        boolean begins;
        synchronized (this) {
            if (current != null) {
                throw new IllegalStateException("trial process " + pid() + " already has a trial");
            }
            // A fit that the clock cut off may go on in the child, unheard.
            reusable &=
                    !(task instanceof TrialTask.Final last && last.job().until().isPresent());
            run = new ActiveRun(++runs, task, listener, this);
            current = run;
            begins = ready;
        }
        if (begins) {
            run.begin();
        }
        if (!alive()) {
            gone();
        }
        return run;
    }

    @Override
    public void close() {
        Optional<ActiveRun> running = current();
        running.ifPresent(ActiveRun::kill);
        pool.takeBack(this);
    }

    Key key() {
        return key;
    }

    Duration grace() {
        return pool.config().grace();
    }

    synchronized boolean healthy() {
        return reusable && current == null && alive();
    }

    synchronized boolean idleLongerThan(Duration limit) {
        return current == null && System.nanoTime() - idleSince > limit.toNanos();
    }

    /** Looks after limits; called several times a second. */
    void check() {
        if (!ready && System.nanoTime() - startedAt > START_LIMIT.toNanos()) {
            LOG.warn("trial process {} did not start within {}; it printed {}", pid(), START_LIMIT, output.lastLines());
            destroy();
            return;
        }
        current().ifPresent(run -> run.check(ResidentMemory.bytes(pid())));
    }

    /** What the child cannot hear any more it does not need to know: its end is on the way. */
    void tell(Message message) {
        try {
            channel.write(Message.write(message));
        } catch (IOException e) {
            LOG.debug("trial process {} does not hear {}", pid(), message, e);
        }
    }

    /** Kills the process if it still works on this run. */
    synchronized void kill(ActiveRun run) {
        if (current == run) {
            reusable = false;
            destroy();
        }
    }

    void destroy() {
        ending = true;
        process.destroyForcibly();
    }

    /** Lets the child end by itself, as it does when its parent is gone, and waits for that. */
    void leave() {
        ending = true;
        try {
            process.getOutputStream().close();
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("trial process {} does not end by itself", pid());
            }
        } catch (IOException e) {
            LOG.debug("trial process {} is gone already", pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the process is gone and its run has been told so. */
    void awaitEnd() {
        try {
            frameThread.join(EXIT_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            for (Optional<Tree> frame = channel.read(); frame.isPresent(); frame = channel.read()) {
                hear(Message.read(frame.get()));
            }
        } catch (IOException | RuntimeException e) {
            // Killing a child closes its streams under the reader: that is no news.
            if (!ending) {
                LOG.warn("trial process {} is killed: what it said could not be used", pid(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        destroy();
        gone();
    }

    private void hear(Message message) throws InterruptedException {
        if (message instanceof Message.Ready) {
            beginWaiting();
            return;
        }
        Optional<ActiveRun> run = current().filter(active -> active.number == message.run());
        if (message instanceof Message.Ended ended) {
            if (run.isPresent()) {
                run.get().awaitOutput();
                rest(ended.end());
                run.get().finish(ended.end());
            }
        } else {
            run.ifPresent(active -> active.hear(message));
        }
    }

    /** It listens from now on: a trial that was given to it meanwhile begins. */
    private void beginWaiting() {
        Optional<ActiveRun> waiting;
        synchronized (this) {
            ready = true;
            waiting = Optional.ofNullable(current);
        }
        waiting.ifPresent(ActiveRun::begin);
    }

    /** The child has heard nothing of this run, and may take another one. */
    synchronized void release(ActiveRun run) {
        if (current == run) {
            current = null;
            idleSince = System.nanoTime();
        }
    }

    /** Between trials: decides whether this child may take another one. */
    private synchronized void rest(TrialEnd end) {
        OptionalLong resident = ResidentMemory.bytes(pid());
        if (firstRestingBytes.isEmpty()) {
            firstRestingBytes = resident;
        }
        boolean grown =
                resident.orElse(0) > firstRestingBytes.orElse(0) + pool.config().growthBytes();
        reusable &= !grown && !(end instanceof TrialEnd.Cancelled) && !memoryRanOut(end);
        current = null;
        idleSince = System.nanoTime();
    }

    /** What such a trial held, in pieces or leaked, would be missing for the next. */
    private static boolean memoryRanOut(TrialEnd end) {
        return end instanceof TrialEnd.Failed failed
                && (failed.kind() == Kind.OUT_OF_MEMORY || failed.kind() == Kind.GPU_OUT_OF_MEMORY);
    }

    private void gone() {
        try {
            process.waitFor(EXIT_LIMIT.toSeconds(), TimeUnit.SECONDS);
            outputThread.join(EXIT_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pool.forget(this);
        folder.delete();
        current().ifPresent(run -> run.died(exitCode(), output.lastLines()));
    }

    private int exitCode() {
        return process.isAlive() ? -1 : process.exitValue();
    }

    private synchronized Optional<ActiveRun> current() {
        return Optional.ofNullable(current);
    }

    private void printed(String line) {
        current().ifPresentOrElse(run -> run.printed(line), () -> LOG.debug("trial process {}: {}", pid(), line));
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
