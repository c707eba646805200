package dev.cairn.server.routes;

import dev.cairn.search.space.Parameter;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.wire.PageJson;
import dev.cairn.server.wire.TrialJson;
import dev.cairn.store.AttemptRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plots over all trials of a study. */
final class AnalysisRoutes {
    private final TrialReader trials;
    private final Resolver resolver;
    private final Lookup lookup;

    AnalysisRoutes(TrialReader trials, Resolver resolver, Lookup lookup) {
        this.trials = trials;
        this.resolver = resolver;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/studies/{study}/analysis/parallel", this::parallel);
        api.get("/studies/{study}/timeline", this::timeline);
    }

    private Answer parallel(Request request) {
        StudyRecord study = lookup.study(request);
        ResolvedStudy resolved = resolver.reopen(study.specJson(), study.splitId());
        StudyFacts facts = StudyFacts.of(study);
        List<TrialRecord> all = Trials.searched(trials, study.id());
        List<@Nullable Double> scores = new ArrayList<>();
        all.forEach(trial -> scores.add(score(trial, study.objective())));
        return Answer.ok(new TrialJson.Parallel(
                StudyViews.objective(study),
                resolved.space().parameters().stream().map(SpecViews::parameter).toList(),
                all.stream().map(TrialRecord::number).toList(),
                all.stream().map(trial -> Wire.name(trial.state())).toList(),
                all.stream().map(facts::trainer).toList(),
                scores,
                values(resolved, all)));
    }

    /** A completed trial's score; of a pruned one the last value it reported. */
    private static @Nullable Double score(TrialRecord trial, String objective) {
        Optional<TrialResult> result = trial.outcome();
        return TrialViews.score(result)
                .or(() -> result.map(r -> r.metrics().get(objective)))
                .orElse(null);
    }

    private static Map<String, List<@Nullable Object>> values(ResolvedStudy study, List<TrialRecord> all) {
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        for (Parameter parameter : study.space().parameters()) {
            List<@Nullable Object> column = new ArrayList<>();
            all.forEach(trial -> column.add(trial.values().get(parameter.name())));
            columns.put(parameter.name(), column);
        }
        return columns;
    }

    private Answer timeline(Request request) {
        StudyRecord study = lookup.study(request);
        StudyFacts facts = StudyFacts.of(study);
        Map<Integer, TrialRecord> byNumber = new HashMap<>();
        Trials.all(trials, study.id()).forEach(trial -> byNumber.put(trial.number(), trial));
        List<TrialJson.Attempt> attempts = new ArrayList<>();
        for (AttemptRecord run : trials.attempts(study.id())) {
            TrialRecord trial = byNumber.get(run.ref().trial());
            if (trial != null) {
                attempts.add(TrialViews.attempt(run, trial, facts));
            }
        }
        return Answer.ok(PageJson.of(attempts));
    }
}
