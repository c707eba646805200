package dev.cairn.server.trial;

import dev.cairn.search.pruner.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The child's end of the channel. Its threads listen to the parent while the main thread trains: verdicts and
 * cancellation are kept where the trainer asks for them, and when the parent is gone the JVM halts at once, whatever the
 * main thread is doing.
 */
final class ParentLink {
    /** Exit status of a child that lost its parent or could not trust the channel. */
    static final int ORPHANED_STATUS = 66;

    private static final Duration PARENT_CHECK = Duration.ofSeconds(1);

    private final FrameChannel channel;
    private final BlockingQueue<Message.Begin> begun = new LinkedBlockingQueue<>();
    private final Object lock = new Object();
    private Inbox inbox = new Inbox(0);

    /** What the parent has said about the current run. */
    private static final class Inbox {
        private final int run;
        private int judgedStep;
        private Verdict verdict = new Verdict.Continue();
        private boolean stopped;
        private volatile boolean cancelled;

        Inbox(int run) {
            this.run = run;
        }
    }

    ParentLink(FrameChannel channel) {
        this.channel = channel;
    }

    void start() {
        daemon("parent-frames", this::listen).start();
        // The end of the stream tells first; this is for a pipe that a stray process of the parent's inherited.
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        daemon("parent-watch", () -> watch(parent)).start();
        say(new Message.Ready(0, ProcessHandle.current().pid()));
    }

    Message.Begin next() throws InterruptedException {
        Message.Begin begin = begun.take();
        return begin;
    }

    void say(Message message) {
        try {
            channel.write(Message.write(message));
        } catch (IOException e) {
            Runtime.getRuntime().halt(ORPHANED_STATUS);
        }
    }

    boolean cancelled() {
        return inbox().cancelled;
    }

    boolean stopped() {
        synchronized (lock) {
            return inbox.stopped;
        }
    }

    /** The newest verdict; waits until the parent has judged this step, for at most so long. */
    Verdict verdict(int step, Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        synchronized (lock) {
            for (long left = wait.toNanos(); left > 0 && mustWait(step); left = until - System.nanoTime()) {
                lock.wait(Math.max(1, left / 1_000_000));
            }
            return inbox.verdict;
        }
    }

    private boolean mustWait(int step) {
        return inbox.judgedStep < step && !inbox.cancelled && !inbox.stopped;
    }

    private Inbox inbox() {
        synchronized (lock) {
            return inbox;
        }
    }

    private void listen() {
        try {
            for (Optional<Tree> frame = channel.read(); frame.isPresent(); frame = channel.read()) {
                take(Message.read(frame.get()));
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("trial process: the parent's frame makes no sense: " + e);
        } finally {
            Runtime.getRuntime().halt(ORPHANED_STATUS);
        }
    }

    private void take(Message message) throws MalformedFrame {
        synchronized (lock) {
            if (message instanceof Message.Begin begin) {
                inbox = new Inbox(begin.run());
                begun.add(begin);
            } else if (message.run() == inbox.run) {
                note(message);
            }
            lock.notifyAll();
        }
    }

    private void note(Message message) throws MalformedFrame {
        if (message instanceof Message.Judge judge) {
            inbox.judgedStep = Math.max(inbox.judgedStep, judge.step());
            // A stop stands: a verdict about an earlier step may arrive after it.
            if (inbox.verdict instanceof Verdict.Continue) {
                inbox.verdict = judge.verdict();
            }
        } else if (message instanceof Message.Stop) {
            inbox.stopped = true;
        } else if (message instanceof Message.Cancel) {
            inbox.cancelled = true;
        } else {
            throw new MalformedFrame("a parent does not say " + message);
        }
    }

    private static void watch(Optional<ProcessHandle> parent) {
        try {
            while (parent.isPresent() && parent.get().isAlive()) {
                Thread.sleep(PARENT_CHECK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ORPHANED_STATUS);
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
