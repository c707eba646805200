package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.trainers.interval.Margin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A leaderboard's answer as a table and the sentence about the sealed test. */
final class Leaderboards {
    private Leaderboards() {}

    static Table table(JsonNode leaderboard) {
        List<String> others = others(leaderboard);
        boolean several = leaderboard.path("objectives").size() > 1;
        boolean bounded = !leaderboard.path("constraints").isEmpty();
        List<String> header = new ArrayList<>(List.of("rank", "trial", "trainer"));
        if (several) {
            header.add("front");
        }
        header.add(leaderboard.path("objective").path("metric").asText());
        header.add("± folds");
        header.addAll(others);
        if (bounded) {
            header.add("in bounds");
        }
        header.addAll(List.of("steps", "fit", "status", "values"));
        Table table = new Table(header);
        for (JsonNode row : leaderboard.path("items")) {
            table.row(cells(row, others, several, bounded));
        }
        return table;
    }

    private static List<String> cells(JsonNode row, List<String> others, boolean several, boolean bounded) {
        List<String> cells = new ArrayList<>(List.of(
                row.path("rank").asText(),
                "#" + row.path("trial").asText(),
                row.path("trainer").asText()));
        if (several) {
            cells.add(
                    row.path("front").asInt() == 1 ? "best" : row.path("front").asText());
        }
        cells.add(number(row.path("score")));
        cells.add(row.has("spread") ? number(row.path("spread")) : "-");
        others.forEach(metric -> cells.add(small(row.path("metrics").path(metric))));
        if (bounded) {
            cells.add(row.path("feasible").asBoolean() ? "yes" : "no");
        }
        String trainer = row.path("trainer").asText();
        cells.addAll(List.of(
                row.path("steps").asText(),
                Numbers.duration(
                        Duration.ofMillis((long) (row.path("fitSeconds").asDouble() * 1000))),
                row.path("state").asText(),
                row.path("members").isEmpty() ? values(row.path("values"), trainer) : members(row)));
        return cells;
    }

    /** What an ensemble is made of, and the one model that answers in its place. */
    private static String members(JsonNode row) {
        List<String> parts = new ArrayList<>();
        row.path("members")
                .forEach(member -> parts.add(String.format(
                        Locale.ROOT,
                        "%.2f %s #%d",
                        member.path("weight").asDouble(),
                        member.path("trainer").asText(),
                        member.path("trial").asInt())));
        JsonNode combined = row.path("combined");
        String together =
                String.join(" + ", parts) + (combined.path("way").asText().equals("stacked") ? ", stacked" : "");
        JsonNode one = combined.path("distilled");
        JsonNode heldOut = one.path("heldOut");
        return one.isMissingNode()
                ? together
                : "%s; %s %s #%s (held out: ensemble %s, distilled %s, best alone %s)"
                        .formatted(
                                together,
                                one.path("taught").asBoolean() ? "distilled into" : "answered by the best alone,",
                                one.path("trainer").asText(),
                                one.path("trial").asText(),
                                small(heldOut.path("blend")),
                                small(heldOut.path("distilled")),
                                small(heldOut.path("alone")));
    }

    /** Objectives after the first, then bounded metrics, then what is to be expected on other rows. */
    private static List<String> others(JsonNode leaderboard) {
        Set<String> names = new LinkedHashSet<>();
        leaderboard
                .path("objectives")
                .forEach(objective -> names.add(objective.path("metric").asText()));
        leaderboard.path("constraints").fieldNames().forEachRemaining(names::add);
        for (String prospect : List.of("robustness", "interval90")) {
            for (JsonNode row : leaderboard.path("items")) {
                if (row.path("metrics").has(prospect)) {
                    names.add(prospect);
                }
            }
        }
        names.remove(leaderboard.path("objective").path("metric").asText());
        return List.copyOf(names);
    }

    /** One or more lines about the sealed test score. */
    static List<String> testLines(JsonNode leaderboard) {
        JsonNode test = leaderboard.path("test");
        String metric = leaderboard.path("objective").path("metric").asText();
        return switch (test.path("state").asText()) {
            case "scored" -> scored(test, metric);
            case "pending", "running" ->
                List.of("Sealed test: not scored yet (" + test.path("state").asText() + ").");
            case "failed" ->
                List.of("Sealed test: failed: " + test.path("failure").asText());
            default -> List.of(none(leaderboard));
        };
    }

    private static String none(JsonNode leaderboard) {
        List<String> trainers = leaderboard.findValuesAsText("trainer");
        if (trainers.contains("external")) {
            return "Sealed test: none. The scores are what the clients tell that train.";
        }
        boolean own = trainers.stream().anyMatch(name -> name.startsWith("program:"));
        return own
                ? "Sealed test: none. The scores are what the program reports itself."
                : "Sealed test: none, as the specification says (test: none).";
    }

    private static List<String> scored(JsonNode test, String metric) {
        List<String> lines = new ArrayList<>();
        int reads = test.path("vaultReads").asInt();
        lines.add(String.format(
                Locale.ROOT,
                "Sealed test of #%d (%s, %s): %d rows no trial ever saw, read %s.",
                test.path("trial").asInt(),
                test.path("trainer").asText(),
                test.has("note") ? "not refitted" : "refitted on all training rows",
                test.path("rows").asInt(),
                reads == 1 ? "once" : reads + " times"));
        List<String> metrics = new ArrayList<>();
        interval(test, metric).ifPresent(metrics::add);
        test.path("metrics")
                .fieldNames()
                .forEachRemaining(name -> Optional.of(name)
                        .filter(other -> !other.equals(metric) && isHeadline(other))
                        .flatMap(other -> interval(test, other))
                        .ifPresent(metrics::add));
        lines.addAll(metrics);
        if (test.has("note")) {
            lines.add("The model: " + test.path("note").asText() + ".");
        }
        return lines;
    }

    /** A line for each level of the intervals around the model's numbers. */
    static List<String> intervalLines(JsonNode leaderboard) {
        List<String> lines = new ArrayList<>();
        for (JsonNode level : leaderboard.path("intervals")) {
            String sealed = level.has("sealed") ? "; of the sealed rows " + rate(level.path("sealed")) : "";
            lines.add(String.format(
                    Locale.ROOT,
                    "Intervals of %s %% hold, of held-out rows, %s%s.",
                    Margin.percent(level.path("level").asDouble()),
                    rate(level.path("heldOut")),
                    sealed));
        }
        return lines;
    }

    private static String rate(JsonNode rate) {
        JsonNode coverage = rate.path("coverage");
        return String.format(
                Locale.ROOT,
                "%.1f %% (%.1f to %.1f) with a mean width of %s",
                100 * coverage.path("value").asDouble(),
                100 * coverage.path("low").asDouble(),
                100 * coverage.path("high").asDouble(),
                number(rate.path("width").path("value")));
    }

    private static boolean isHeadline(String metric) {
        return List.of("accuracy", "rocAuc", "logLoss", "rmse", "mae", "r2").contains(metric);
    }

    private static Optional<String> interval(JsonNode test, String metric) {
        JsonNode interval = test.path("metrics").path(metric);
        if (interval.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "  %-17s %s  (95 %% interval %s to %s)",
                metric,
                number(interval.path("value")),
                number(interval.path("low")),
                number(interval.path("high"))));
    }

    /** Values of a configuration, the trainer's own prefix and the choice of the trainer left out. */
    static String values(JsonNode values, String trainer) {
        return values.properties().stream()
                .filter(value -> !value.getKey().equals("model"))
                .map(value -> strip(value.getKey(), trainer) + "=" + scalar(value.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String strip(String name, String trainer) {
        return name.startsWith(trainer + ".") ? name.substring(trainer.length() + 1) : name;
    }

    private static String scalar(JsonNode value) {
        return value.isFloatingPointNumber() ? String.format(Locale.ROOT, "%.3g", value.asDouble()) : value.asText();
    }

    /** A cost may be any number of magnitudes below 1. */
    private static String small(JsonNode node) {
        return node.isNumber() && Math.abs(node.asDouble()) < 0.1
                ? String.format(Locale.ROOT, "%.3g", node.asDouble())
                : number(node);
    }

    private static String number(JsonNode node) {
        return node.isNumber() ? Numbers.score(node.asDouble()) : node.asText();
    }
}
