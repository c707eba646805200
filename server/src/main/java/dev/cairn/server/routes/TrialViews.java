package dev.cairn.server.routes;

import dev.cairn.server.wire.TrialJson;
import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptState;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Trials as they go over the wire. */
final class TrialViews {
    private TrialViews() {}

    static TrialJson trial(TrialRecord trial, StudyFacts facts) {
        Optional<TrialResult> result = trial.outcome();
        return new TrialJson(
                trial.number(),
                Wire.name(trial.kind()),
                Wire.name(trial.state()),
                facts.trainer(trial),
                trial.values(),
                score(result),
                result.flatMap(r -> Wire.known(r.spread())),
                result.map(TrialResult::metrics),
                result.map(TrialResult::steps).orElse(0),
                result.map(r -> Wire.seconds(r.fitTime())),
                trial.attempt(),
                trial.createdAt(),
                trial.startedAt(),
                trial.finishedAt(),
                trial.failure().map(f -> new TrialJson.Failure(Wire.name(f.kind()), f.message())),
                trial.parent(),
                trial.retryOf(),
                trial.revision());
    }

    static Optional<Double> score(Optional<TrialResult> result) {
        return Wire.number(result.map(TrialResult::objective).orElse(OptionalDouble.empty()));
    }

    static TrialJson.Detail detail(
            TrialRecord trial,
            StudyFacts facts,
            List<AttemptRecord> runs,
            List<TrialRecord> lineage,
            Map<String, Object> provenance) {
        Optional<TrialResult> result = trial.outcome();
        return new TrialJson.Detail(
                trial(trial, facts),
                explanation(trial.why()),
                result.flatMap(r -> explanation(r.why()))
                        .filter(why -> !why.arm().isEmpty()),
                result.map(TrialResult::perFold),
                runs.stream().map(run -> attempt(run, trial, facts)).toList(),
                lineage.size() < 2
                        ? List.of()
                        : lineage.stream().map(TrialViews::ancestor).toList(),
                Optional.of(provenance).filter(known -> !known.isEmpty()));
    }

    private static TrialJson.Ancestor ancestor(TrialRecord trial) {
        return new TrialJson.Ancestor(
                trial.number(),
                Wire.name(trial.state()),
                trial.outcome().map(TrialResult::steps).orElse(0),
                score(trial.outcome()),
                trial.values());
    }

    static Optional<TrialJson.Explanation> explanation(Map<String, Object> why) {
        if (why.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        if (why.get("numbers") instanceof Map<?, ?> given) {
            given.forEach((name, number) -> numbers.put(String.valueOf(name), number));
        }
        return Optional.of(new TrialJson.Explanation(
                String.valueOf(why.getOrDefault("arm", "")), String.valueOf(why.getOrDefault("reason", "")), numbers));
    }

    static TrialJson.Attempt attempt(AttemptRecord run, TrialRecord trial, StudyFacts facts) {
        return new TrialJson.Attempt(
                run.ref().trial(),
                run.ref().attempt(),
                state(run, trial),
                Optional.of(facts.trainer(trial)),
                run.worker(),
                run.slot(),
                run.startedAt(),
                run.finishedAt(),
                run.reason());
    }

    /** An attempt that did what it was to do ended as its trial did, or paused it where the trial went on later. */
    private static String state(AttemptRecord run, TrialRecord trial) {
        if (run.state() != AttemptState.DONE) {
            return Wire.name(run.state());
        }
        boolean last = run.ref().attempt() == trial.attempt();
        boolean ended = trial.state() == TrialState.COMPLETED || trial.state() == TrialState.PRUNED;
        return Wire.name(last && ended ? trial.state() : TrialState.PAUSED);
    }

    static TrialJson.Metrics metrics(List<MeasurementRow> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.metrics().keySet()));
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        for (String name : names) {
            List<Double> column = new ArrayList<>();
            rows.forEach(row -> column.add(row.metrics().getOrDefault(name, Double.NaN)));
            columns.put(name, column);
        }
        return new TrialJson.Metrics(
                rows.stream().map(MeasurementRow::step).toList(),
                rows.stream().map(row -> Wire.seconds(row.elapsed())).toList(),
                columns);
    }
}
