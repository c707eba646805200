package dev.cairn.server.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command prints: whether a person looks on, and what the terminal can show.
 *
 * @param out results
 * @param err progress and errors
 * @param interactive whether both ends are a terminal
 * @param unicode whether block characters can be shown
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive, boolean unicode) {
    /** Set by the launcher, which can ask the shell whether output and errors go to a terminal. */
    private static final String TERMINAL = "cairn.terminal";

    static Terminal of(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        String locale = environment
                .getOrDefault("LC_ALL", environment.getOrDefault("LC_CTYPE", environment.getOrDefault("LANG", "")))
                .toUpperCase(Locale.ROOT);
        boolean utf8 = locale.isEmpty()
                ? Charset.defaultCharset().name().equals("UTF-8")
                : locale.contains("UTF-8") || locale.contains("UTF8");
        return new Terminal(out, err, Boolean.getBoolean(TERMINAL), utf8);
    }

    /** Replaces the line that is being shown; without a terminal it does nothing. */
    void overwrite(String line) {
        if (interactive) {
            err.print("\r\u001b[K" + line);
            err.flush();
        }
    }

    /** Ends the line that {@link #overwrite} shows. */
    void endLine() {
        if (interactive) {
            err.println();
            err.flush();
        }
    }

    void say(String line) {
        err.println(line);
        err.flush();
    }

    void print(String line) {
        out.println(line);
        out.flush();
    }
}
