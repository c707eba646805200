package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Follows a study until it has ended: a progress line on a terminal, a line at each quarter elsewhere. */
final class Watcher {
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");
    private static final Duration PAUSE = Duration.ofMillis(400);
    /** How long a server may be away, while it restarts for example, before watching gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Client client;
    private final Terminal terminal;
    private int quarter;
    private String state = "";
    private volatile boolean ending;

    Watcher(Client client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** Waits for the end of the study and returns its last description. After Ctrl-C the server may go before this process: that is no outage. */
    JsonNode untilEnd(String study) {
        Thread noticing = new Thread(() -> ending = true, "watch-ending");
        Runtime.getRuntime().addShutdownHook(noticing);
        try {
            return followed(study);
        } finally {
            forget(noticing);
        }
    }

    private static void forget(Thread noticing) {
        try {
            Runtime.getRuntime().removeShutdownHook(noticing);
        } catch (IllegalStateException e) {
            // The process is ending: the hook has run or runs now.
        }
    }

    private JsonNode followed(String study) {
        Instant answered = Instant.now();
        while (true) {
            try {
                JsonNode now = client.get("/studies/" + Client.segment(study));
                answered = Instant.now();
                show(now);
                if (ENDED.contains(now.path("state").asText())) {
                    terminal.endLine();
                    return now;
                }
            } catch (CommandFailure e) {
                if (e.exitCode() != ExitCode.UNAVAILABLE || Instant.now().isAfter(answered.plus(PATIENCE))) {
                    terminal.endLine();
                    throw e;
                }
                if (!ending) {
                    terminal.overwrite("waiting for " + client.url());
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                terminal.endLine();
                throw new CommandFailure(ExitCode.UNAVAILABLE, "interrupted; the study goes on");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void show(JsonNode study) {
        ProgressLine line = line(study);
        String now = study.path("state").asText();
        String suffix = switch (now) {
            case "finishing" -> "  scoring the sealed test";
            case "paused" -> "  paused";
            default -> "";
        };
        suffix += spent(study);
        terminal.overwrite(line.text(terminal.unicode()) + suffix);
        int reached = (int) (4 * line.share());
        if (!terminal.interactive() && (reached > quarter || (!now.equals(state) && now.equals("finishing")))) {
            terminal.say(line.text(false) + suffix);
        }
        quarter = Math.max(quarter, reached);
        state = now;
    }

    /** What a study has used of the budgets that it has beside trials; empty when it has none. */
    static String spent(JsonNode study) {
        StringBuilder text = new StringBuilder();
        JsonNode budget = study.path("budget");
        JsonNode spent = study.path("spent");
        if (budget.has("deviceHours")) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %.3g of %.3g device-hours",
                    spent.path("deviceHours").asDouble(),
                    budget.path("deviceHours").asDouble()));
        }
        if (budget.has("money")) {
            text.append(String.format(
                    Locale.ROOT,
                    "  money %.4g of %.4g",
                    spent.path("money").asDouble(),
                    budget.path("money").asDouble()));
        }
        return text.toString();
    }

    static ProgressLine line(JsonNode study) {
        JsonNode counts = study.path("counts");
        int stopped = counts.path("pruned").asInt();
        int failed = counts.path("failed").asInt();
        int done = counts.path("completed").asInt()
                + stopped
                + failed
                + counts.path("cancelled").asInt();
        JsonNode best = study.path("best");
        return new ProgressLine(
                done,
                study.path("budget").path("trials").asInt(),
                best.path("score").isNumber()
                        ? OptionalDouble.of(best.path("score").asDouble())
                        : OptionalDouble.empty(),
                best.has("trial") ? OptionalInt.of(best.path("trial").asInt()) : OptionalInt.empty(),
                stopped,
                failed,
                counts.path("running").asInt(),
                study.has("startedAt")
                        ? Duration.between(Instant.parse(study.path("startedAt").asText()), Instant.now())
                        : Duration.ZERO,
                Optional.of(study.path("budget").path("timeSeconds"))
                        .filter(JsonNode::isNumber)
                        .map(seconds -> Duration.ofMillis((long) (seconds.asDouble() * 1000))));
    }
}
