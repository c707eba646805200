package dev.cairn.server.routes;

import dev.cairn.server.spec.Goals;
import dev.cairn.server.wire.Json;
import dev.cairn.server.wire.StudyJson;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a stored study's canonical specification says, without resolving it again. */
record StudyFacts(Map<String, Object> spec, List<String> models, String strategy, String earlyStop) {
    /** Stands for the trainer of a study that clients train. */
    static final String ELSEWHERE = "external";

    private static final String MODEL = "model";

    static StudyFacts of(StudyRecord study) {
        Map<String, Object> spec = Json.object(study.specJson());
        Object model = Optional.ofNullable(spec.get(MODEL)).orElse(study.external() ? ELSEWHERE : "auto");
        List<String> models = model instanceof Map<?, ?> own
                ? List.of("program:" + own.get("program"))
                : model instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(String.valueOf(model));
        Object search = Optional.ofNullable(spec.get("search")).orElse(Map.of());
        return new StudyFacts(spec, models, text(search, "strategy"), rule(search));
    }

    /** All objectives, and bounds on outcomes. */
    Goals goals() {
        return Goals.stored(Optional.ofNullable(spec.get("objective")).orElse(Map.of()));
    }

    /** A rule with options is a mapping. */
    private static String rule(Object search) {
        Object rule = search instanceof Map<?, ?> fields ? fields.get("earlyStop") : "";
        return rule instanceof Map<?, ?> told ? text(told, "rule") : String.valueOf(rule);
    }

    /** Earlier studies that it begins with, the one whose turn is first being first. */
    List<StudyJson.WarmStart> warmStart() {
        Map<String, StudyJson.WarmStart> byStudy = new LinkedHashMap<>();
        Object wish = Optional.ofNullable(spec.get("warmStart")).orElse(Map.of());
        Object taken = wish instanceof Map<?, ?> fields ? fields.get("taken") : List.of();
        for (Object one : taken instanceof List<?> list ? list : List.of()) {
            if (one instanceof Map<?, ?> hint
                    && hint.get("trial") instanceof Number trial
                    && hint.get("distance") instanceof Number distance) {
                String study = String.valueOf(hint.get("study"));
                List<Integer> trials = new ArrayList<>(
                        byStudy.containsKey(study) ? byStudy.get(study).trials() : List.of());
                trials.add(trial.intValue());
                byStudy.put(study, new StudyJson.WarmStart(study, distance.doubleValue(), trials));
            }
        }
        return List.copyOf(byStudy.values());
    }

    /** Whether it may end before its budget is spent. */
    boolean terminates() {
        return spec.get("search") instanceof Map<?, ?> search && Boolean.TRUE.equals(search.get("terminate"));
    }

    private static String text(Object map, String key) {
        return map instanceof Map<?, ?> fields ? String.valueOf(fields.get(key)) : "";
    }

    String trainer(TrialRecord trial) {
        return trainer(trial.values());
    }

    /** The trainer of the final model, or what it is made of. */
    String finalModel(TrialRecord trial) {
        FinalModels model = FinalModels.of(trial);
        return model.words()
                .orElseGet(() -> model.members().stream()
                        .findFirst()
                        .map(member -> member.trainer())
                        .orElseGet(() -> trainer(trial)));
    }

    /** With several trainers a trial's values name its own. */
    String trainer(Map<String, Object> values) {
        return models.size() == 1 ? models.get(0) : String.valueOf(values.get(MODEL));
    }
}
