package dev.cairn.server.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The resident memory of another process: from {@code /proc} where there is one, else from {@code ps}. */
public final class ResidentMemory {
    private static final String FIELD = "VmRSS:";
    private static final boolean PROC = Files.isReadable(Path.of("/proc/self/status"));

    private ResidentMemory() {}

    /** Empty when the process is gone or cannot be read. */
    public static OptionalLong bytes(long pid) {
        try {
            return PROC ? fromProc(pid) : fromPs(pid);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong fromProc(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(FIELD))
                    .mapToLong(line -> kibibytes(line.substring(FIELD.length()).replace("kB", "")))
                    .findFirst();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static OptionalLong fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                .redirectErrorStream(true)
                .start();
        String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return text.matches("\\d+") ? OptionalLong.of(kibibytes(text)) : OptionalLong.empty();
    }

    private static long kibibytes(String text) {
        return Long.parseLong(text.strip()) * 1024;
    }
}
