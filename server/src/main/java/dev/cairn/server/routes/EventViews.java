package dev.cairn.server.routes;

import dev.cairn.server.wire.EventJson;
import dev.cairn.store.MeasurementFeed;
import dev.cairn.store.StudyEvent;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as they go over the wire, with what a client would otherwise ask for at once. Serves one stream. */
final class EventViews {
    private final TrialReader trials;
    private final UUID study;
    private final StudyFacts facts;
    private final Map<Integer, TrialRecord> known = new HashMap<>();

    EventViews(TrialReader trials, StudyRecord study) {
        this.trials = trials;
        this.study = study.id();
        this.facts = StudyFacts.of(study);
    }

    /** Learns of the trials that changed after an event. */
    void refresh(long afterEvent) {
        trials.changes(study, afterEvent).trials().forEach(trial -> known.put(trial.number(), trial));
    }

    Object of(StudyEvent event) {
        return switch (event.type()) {
            case "study.state" ->
                new EventJson.StudyState(event.seq(), event.at(), state(event, "running"), text(event, "reason"));
            case "study.best" -> best(event);
            case "study.changed", "study.revised", "study.forked" ->
                new EventJson.StudyChange(event.seq(), event.at(), event.payload());
            default -> trial(event);
        };
    }

    private EventJson.StudyBest best(StudyEvent event) {
        Optional<TrialRecord> trial = trial(event.trial().orElse(0));
        return new EventJson.StudyBest(
                event.seq(),
                event.at(),
                event.trial().orElse(0),
                trial.map(facts::trainer),
                number(event.payload().get("objective")));
    }

    private EventJson.TrialState trial(StudyEvent event) {
        Optional<TrialRecord> trial = trial(event.trial().orElse(0));
        String state = state(event, "queued");
        int attempt =
                number(event.payload().get("attempt")).map(Double::intValue).orElse(0);
        return new EventJson.TrialState(
                event.seq(),
                event.at(),
                event.trial().orElse(0),
                trial.map(t -> Wire.name(t.kind())),
                state,
                trial.map(facts::trainer),
                trial.map(TrialRecord::values),
                attempt,
                state.equals("completed") ? trial.flatMap(t -> TrialViews.score(t.outcome())) : Optional.empty(),
                text(event, "reason"));
    }

    private Optional<TrialRecord> trial(int number) {
        return Optional.ofNullable(known.get(number));
    }

    private static String state(StudyEvent event, String otherwise) {
        return text(event, "to").map(Wire::name).orElse(otherwise);
    }

    private static Optional<String> text(StudyEvent event, String key) {
        return Optional.ofNullable(event.payload().get(key))
                .map(String::valueOf)
                .filter(t -> !t.isEmpty());
    }

    private static Optional<Double> number(@Nullable Object value) {
        return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    static EventJson.TrialMetric measurements(List<MeasurementFeed.Item> items) {
        Set<String> names = new LinkedHashSet<>();
        items.forEach(item -> names.addAll(item.measurement().metrics().keySet()));
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        for (String name : names) {
            List<Double> column = new ArrayList<>();
            items.forEach(item -> column.add(item.measurement().metrics().getOrDefault(name, Double.NaN)));
            columns.put(name, column);
        }
        return new EventJson.TrialMetric(
                items.stream().map(MeasurementFeed.Item::trial).toList(),
                items.stream().map(MeasurementFeed.Item::attempt).toList(),
                items.stream().map(item -> item.measurement().step()).toList(),
                columns);
    }
}
