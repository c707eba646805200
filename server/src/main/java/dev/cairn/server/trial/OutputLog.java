package dev.cairn.server.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads what a child prints, for as long as it lives (a full pipe would block it), and hands on cut lines. The last few
 * are remembered, to say how a process died.
 */
public final class OutputLog {
    static final int MAX_LINE = 2_000;
    private static final int REMEMBERED = 20;

    /** The engine warns once per process about how its Java binding updates weights: no news for anybody's log. */
    private static final String NOISE = "AutoNonVariableTypeMode is deprecated";

    private final InputStream from;
    private final Consumer<String> lines;
    private final Deque<String> last = new ArrayDeque<>();

    public OutputLog(InputStream from, Consumer<String> lines) {
        this.from = from;
        this.lines = lines;
    }

    /** Passes lines on until there are no more. */
    public void drain() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n') {
                    accept(line.toString());
                    line.setLength(0);
                } else if (line.length() < MAX_LINE && c != '\r') {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                accept(line.toString());
            }
        } catch (IOException e) {
            accept("(output of the trial process ended: " + e.getMessage() + ")");
        }
    }

    /** The last lines that came. */
    public List<String> lastLines() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    private void accept(String line) {
        if (line.contains(NOISE)) {
            return;
        }
        synchronized (last) {
            last.addLast(line);
            if (last.size() > REMEMBERED) {
                last.removeFirst();
            }
        }
        lines.accept(line);
    }
}
