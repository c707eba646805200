package dev.cairn.server.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One line that says how a study is doing: {@code ▕████████▌   ▏ 124/200  best 0.9281 (#97)  31 stopped  4 running  eta 38m}.
 *
 * @param done trials that ended, in whatever way
 * @param total trials of the budget
 */
record ProgressLine(
        int done,
        int total,
        OptionalDouble best,
        OptionalInt bestTrial,
        int stopped,
        int failed,
        int running,
        Duration elapsed) {
    private static final int WIDTH = 24;
    private static final String PARTS = " ▏▎▍▌▋▊▉";

    /** The line, with block characters when {@code unicode}, otherwise in plain ASCII. */
    String text(boolean unicode) {
        StringBuilder line = new StringBuilder(bar(unicode)).append(String.format(Locale.ROOT, " %d/%d", done, total));
        if (best.isPresent()) {
            line.append("  best ").append(Numbers.score(best.getAsDouble()));
            bestTrial.ifPresent(number -> line.append(" (#").append(number).append(')'));
        }
        if (stopped > 0) {
            line.append("  ").append(stopped).append(" stopped");
        }
        if (failed > 0) {
            line.append("  ").append(failed).append(" failed");
        }
        if (running > 0) {
            line.append("  ").append(running).append(" running");
        }
        remaining().ifPresent(left -> line.append("  eta ").append(Numbers.duration(left)));
        return line.toString();
    }

    private java.util.Optional<Duration> remaining() {
        if (done < 2 || done >= total) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(elapsed.dividedBy(done).multipliedBy(total - done));
    }

    private String bar(boolean unicode) {
        double share = total == 0 ? 0 : Math.min(1, done / (double) total);
        if (!unicode) {
            int full = (int) (share * WIDTH);
            return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "]";
        }
        int eighths = (int) (share * WIDTH * 8);
        int full = eighths / 8;
        String part = full < WIDTH ? PARTS.substring(eighths % 8, eighths % 8 + 1) : "";
        return "▕" + "█".repeat(full) + part + " ".repeat(Math.max(0, WIDTH - full - 1)) + "▏";
    }
}
