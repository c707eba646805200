package dev.cairn.server.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One line that says how a study is doing: {@code ▕████████▌   ▏ 124/200  best 0.9281 (#97)  31 stopped  4 running  eta 38m}. Where
 * the clock ends the study before its trials are spent, {@code 31s of 60s  12 trials} stands in place of the count.
 *
 * @param done trials that ended, in whatever way
 * @param total trials of the budget
 * @param limit time of the budget, when it has one
 */
record ProgressLine(
        int done,
        int total,
        OptionalDouble best,
        OptionalInt bestTrial,
        int stopped,
        int failed,
        int running,
        Duration elapsed,
        Optional<Duration> limit) {
    private static final int WIDTH = 24;
    private static final String PARTS = " ▏▎▍▌▋▊▉";

    /** The line, with block characters when {@code unicode}, otherwise in plain ASCII. */
    String text(boolean unicode) {
        StringBuilder line = new StringBuilder(bar(unicode)).append(' ').append(progress());
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

    /** How much of the nearest bound is used up, 0 to 1. */
    double share() {
        return Math.min(1, Math.max(ofTrials(), ofTime()));
    }

    private double ofTrials() {
        return total == 0 ? 0 : done / (double) total;
    }

    private double ofTime() {
        return limit.map(whole -> elapsed.toMillis() / (double) Math.max(1, whole.toMillis()))
                .orElse(0.0);
    }

    private boolean byTheClock() {
        return ofTime() > ofTrials();
    }

    private String progress() {
        return byTheClock()
                ? "%s of %s  %d trial%s"
                        .formatted(
                                Numbers.duration(shorter(elapsed, limit.orElseThrow())),
                                Numbers.duration(limit.orElseThrow()),
                                done,
                                done == 1 ? "" : "s")
                : done + "/" + total;
    }

    private Optional<Duration> remaining() {
        if (byTheClock()) {
            return limit.map(whole -> whole.minus(elapsed)).filter(left -> !left.isNegative());
        }
        if (done < 2 || done >= total) {
            return Optional.empty();
        }
        Duration all = elapsed.dividedBy(done).multipliedBy(total - done);
        return Optional.of(
                limit.map(whole -> shorter(all, whole.minus(elapsed))).orElse(all));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private String bar(boolean unicode) {
        if (!unicode) {
            int full = (int) (share() * WIDTH);
            return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "]";
        }
        int eighths = (int) (share() * WIDTH * 8);
        int full = eighths / 8;
        String part = full < WIDTH ? PARTS.substring(eighths % 8, eighths % 8 + 1) : "";
        return "▕" + "█".repeat(full) + part + " ".repeat(Math.max(0, WIDTH - full - 1)) + "▏";
    }
}
