package dev.cairn.server.worker;

import dev.cairn.store.AttemptRef;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What attempts on this machine printed: a file each, in a folder per study. */
public final class AttemptLogs {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLogs.class);

    /** What a page shows at most; the end matters most. */
    private static final int NEWEST_BYTES = 256 * 1024;

    private final Path root;

    public AttemptLogs(Path root) {
        this.root = root;
    }

    /** The newest part of what an attempt printed; empty when nothing is kept of it here. */
    public Optional<String> of(AttemptRef attempt) {
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
            } catch (IOException e) {
                LOG.warn("the log {} cannot be written", file, e);
                over = true;
            }
        }

        @Override
        public synchronized void close() {
            over = true;
            writer.ifPresent(PrintWriter::close);
        }
    }
}
