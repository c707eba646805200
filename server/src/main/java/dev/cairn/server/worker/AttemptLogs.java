package dev.cairn.server.worker;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.LogStore;
import dev.cairn.store.StoreUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What attempts printed. Those of this machine have a file each, in a folder per study; the end of it is kept in the store, where other machines
 * find it.
 */
public final class AttemptLogs {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLogs.class);

    /** What a page shows at most; the end matters most. */
    private static final int NEWEST_BYTES = 256 * 1024;

    private final Path root;
    private final LogStore store;

    public AttemptLogs(Path root, LogStore store) {
        this.root = root;
        this.store = store;
    }

    /** The newest part of what an attempt printed; empty when nothing is kept of it. */
    public Optional<String> of(AttemptRef attempt) {
        return here(attempt).or(() -> store.find(attempt));
    }

    /** Puts the end of what an attempt printed here into the store. A log is no reason to hold anything up: without the store it stays here. */
    void keep(AttemptRef attempt) {
        try {
            here(attempt).ifPresent(lines -> store.keep(attempt, lines));
        } catch (StoreUnavailable e) {
            LOG.warn("the log of trial {} stays on this machine: {}", attempt.trial(), e.getMessage());
        }
    }

    private Optional<String> here(AttemptRef attempt) {
        Path file = file(attempt);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var channel = Files.newByteChannel(file)) {
            long from = Math.max(0, channel.size() - NEWEST_BYTES);
            byte[] bytes = new byte[(int) (channel.size() - from)];
            channel.position(from);
            int read = channel.read(ByteBuffer.wrap(bytes));
            return Optional.of(new String(bytes, 0, Math.max(0, read), StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("the log {} cannot be read", file, e);
            return Optional.empty();
        }
    }

    /** Takes the lines of an attempt; nothing is made before the first. */
    AttemptLog open(AttemptRef attempt) {
        return new AttemptLog(file(attempt));
    }

    private Path file(AttemptRef attempt) {
        return root.resolve(attempt.study().toString()).resolve(attempt.trial() + "-" + attempt.attempt() + ".log");
    }

    /** A trial goes on whether its lines can be kept or not. */
    static final class AttemptLog implements AutoCloseable {
        private final Path file;
        private Optional<PrintWriter> writer = Optional.empty();
        private boolean over;
        private boolean news;

        private AttemptLog(Path file) {
            this.file = file;
        }

        synchronized void line(String text) {
            if (over) {
                return;
            }
            try {
                if (writer.isEmpty()) {
                    Files.createDirectories(file.getParent());
                    writer = Optional.of(new PrintWriter(Files.newBufferedWriter(file), true));
                }
                writer.get().println(text);
                news = true;
            } catch (IOException e) {
                LOG.warn("the log {} cannot be written", file, e);
                over = true;
            }
        }

        /** Whether there are lines since this was asked last. */
        synchronized boolean takeNews() {
            boolean had = news;
            news = false;
            return had;
        }

        @Override
        public synchronized void close() {
            over = true;
            writer.ifPresent(PrintWriter::close);
        }
    }
}
