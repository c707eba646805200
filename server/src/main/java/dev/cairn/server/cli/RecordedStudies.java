package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Curve;
import dev.cairn.server.simulate.RecordedTrial;
import dev.cairn.server.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads from a server what its studies did: curves, scores and times. */
final class RecordedStudies {
    /** So many numbers fit into an address. */
    private static final int NAMED_AT_ONCE = 500;

    private static final int MOST_STUDIES = 100;

    private final Client client;

    RecordedStudies(Client client) {
        this.client = client;
    }

    /** The trials of a study that are over, final ones left out. */
    List<RecordedTrial> trials(JsonNode study) {
        List<JsonNode> all = all(study.path("name").asText());
        Map<Integer, Curve> curves = curves(study.path("name").asText(), all);
        List<RecordedTrial> trials = new ArrayList<>();
        for (JsonNode trial : all) {
            if (trial.path("kind").asText().equals("search")) {
                end(trial).ifPresent(end -> trials.add(trial(study, trial, end, curves)));
            }
        }
        return trials;
    }

    private static RecordedTrial trial(
            JsonNode study, JsonNode trial, RecordedTrial.End end, Map<Integer, Curve> curves) {
        int number = trial.path("number").asInt();
        double score = trial.path("score").asDouble(Double.NaN);
        int steps = Math.max(1, trial.path("steps").asInt());
        Curve alone = Double.isNaN(score) ? Curve.EMPTY : new Curve(new int[] {steps}, new double[] {score});
        Curve curve = curves.getOrDefault(number, alone);
        Pace pace = Pace.of(trial);
        return new RecordedTrial(
                number,
                values(trial),
                trial.path("trainer").asText(),
                curve,
                end,
                score,
                pace.setup,
                pace.step,
                seconds(study.path("startedAt"), trial.path("finishedAt")));
    }

    private static Values values(JsonNode trial) {
        Map<String, Object> raw = new HashMap<>();
        Json.object(trial.path("values").toString()).forEach(raw::put);
        return Values.of(raw);
    }

    private static Optional<RecordedTrial.End> end(JsonNode trial) {
        return switch (trial.path("state").asText()) {
            case "completed" -> Optional.of(RecordedTrial.End.COMPLETED);
            case "pruned" -> Optional.of(RecordedTrial.End.STOPPED);
            case "failed" ->
                Optional.of(
                        trial.at("/failure/kind").asText().equals("diverged")
                                ? RecordedTrial.End.DIVERGED
                                : RecordedTrial.End.FAILED);
            default -> Optional.empty();
        };
    }

    /** How fast a trial was, in seconds: what came before its first step, and a step. */
    private record Pace(double setup, double step) {
        private static final double LEAST = 1e-3;

        static Pace of(JsonNode trial) {
            int steps = Math.max(1, trial.path("steps").asInt());
            double fit = trial.path("fitSeconds").asDouble();
            double wall = seconds(trial.path("startedAt"), trial.path("finishedAt"));
            // A trial that was interrupted or waited for a promotion took no slot for all of its time.
            boolean once = trial.path("attempts").asInt() == 1 && Double.isFinite(wall);
            if (!once || (fit > 0 && fit <= wall)) {
                return new Pace(once ? wall - fit : 0, Math.max(LEAST, fit) / steps);
            }
            return new Pace(0, Math.max(LEAST, wall) / steps);
        }
    }

    /** Seconds between two times; not a number where one of them is missing. */
    static double seconds(JsonNode from, JsonNode to) {
        return from.isTextual() && to.isTextual()
                ? Duration.between(Instant.parse(from.asText()), Instant.parse(to.asText()))
                                .toMillis()
                        / 1000.0
                : Double.NaN;
    }

    private List<JsonNode> all(String study) {
        List<JsonNode> all = new ArrayList<>();
        String path = "/studies/" + Client.segment(study) + "/trials?limit=1000";
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            JsonNode page =
                    client.get(cursor.get().isEmpty() ? path : path + "&cursor=" + Client.segment(cursor.get()));
            page.path("items").forEach(all::add);
            cursor = Optional.ofNullable(page.path("nextCursor").asText(null));
        }
        return all;
    }

    /** All curves; of many trials a server shows a sample unless they are named. */
    private Map<Integer, Curve> curves(String study, List<JsonNode> trials) {
        String path = "/studies/" + Client.segment(study) + "/curves?points=1000";
        JsonNode columns = client.get(path);
        if (!columns.has("sampledFrom")) {
            return curves(columns);
        }
        Map<Integer, Curve> curves = new HashMap<>();
        for (int from = 0; from < trials.size(); from += NAMED_AT_ONCE) {
            String named = trials.subList(from, Math.min(trials.size(), from + NAMED_AT_ONCE)).stream()
                    .map(trial -> trial.path("number").asText())
                    .collect(Collectors.joining(","));
            curves.putAll(curves(client.get(path + "&trials=" + named)));
        }
        return curves;
    }

    private static Map<Integer, Curve> curves(JsonNode columns) {
        JsonNode values = columns.path(columns.path("metric").asText());
        Map<Integer, Curve> curves = new HashMap<>();
        for (int i = 0; i < columns.path("trial").size(); i++) {
            int from = columns.path("offset").path(i).asInt();
            int to = columns.path("offset")
                    .path(i + 1)
                    .asInt(columns.path("step").size());
            int[] steps = new int[to - from];
            double[] measured = new double[to - from];
            for (int j = from; j < to; j++) {
                steps[j - from] = columns.path("step").path(j).asInt();
                measured[j - from] = values.path(j).asDouble(Double.NaN);
            }
            curves.put(columns.path("trial").path(i).asInt(), new Curve(steps, measured));
        }
        return curves;
    }

    /**
     * What a step of a trainer took.
     *
     * @param seconds the median over trials, the set-up of a trial spread over its steps
     * @param study that measured it
     */
    record Measured(double seconds, String study) {}

    /** Times of the newest completed studies of these trainers, those of the same dataset first. */
    Map<String, Measured> times(Optional<String> dataset, List<String> trainers) {
        List<JsonNode> studies = new ArrayList<>();
        client.get("/studies?limit=" + MOST_STUDIES).path("items").forEach(study -> {
            if (study.path("state").asText().equals("completed")) {
                studies.add(study);
            }
        });
        studies.sort(Comparator.comparing(study ->
                dataset.isEmpty() || !study.at("/dataset/name").asText().equals(dataset.get())));
        Map<String, Measured> times = new TreeMap<>();
        for (JsonNode study : studies) {
            boolean wanted = false;
            for (JsonNode model : study.path("models")) {
                wanted |= trainers.contains(model.asText()) && !times.containsKey(model.asText());
            }
            if (wanted) {
                measured(study).forEach(times::putIfAbsent);
            }
        }
        times.keySet().retainAll(trainers);
        return times;
    }

    private Map<String, Measured> measured(JsonNode study) {
        Map<String, List<Double>> times = new TreeMap<>();
        for (JsonNode trial : all(study.path("name").asText())) {
            if (trial.path("kind").asText().equals("search")
                    && trial.path("steps").asInt() > 0) {
                Pace pace = Pace.of(trial);
                times.computeIfAbsent(trial.path("trainer").asText(), name -> new ArrayList<>())
                        .add(pace.step + pace.setup / trial.path("steps").asInt());
            }
        }
        Map<String, Measured> medians = new TreeMap<>();
        times.forEach((trainer, seconds) -> {
            Collections.sort(seconds);
            medians.put(
                    trainer,
                    new Measured(
                            seconds.get(seconds.size() / 2), study.path("name").asText()));
        });
        return medians;
    }
}
