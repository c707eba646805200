package dev.cairn.server.routes;

import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.server.spec.Goals;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.wire.PageJson;
import dev.cairn.server.wire.TrialJson;
import dev.cairn.store.AttemptRecord;
import dev.cairn.store.StoppingTally;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialMetrics;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plots over all trials of a study. */
final class AnalysisRoutes {
    /** More bars than these no eye can tell apart. */
    private static final int MOST_ATTEMPTS = 2_000;

    /** More points of a front than these neither. */
    private static final int SPREAD = 1_600;

    private static final int BEST = 400;

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
        api.get("/studies/{study}/analysis/pareto", this::pareto);
        api.get("/studies/{study}/analysis/stopping", this::stopping);
        api.get("/studies/{study}/timeline", this::timeline);
    }

    private Answer parallel(Request request) {
        StudyRecord study = lookup.study(request);
        SearchSpace space = resolver.space(study);
        StudyFacts facts = StudyFacts.of(study);
        TrialSample sample = Trials.pictured(trials, study.id());
        List<TrialRecord> all = sample.trials();
        List<@Nullable Double> scores = new ArrayList<>();
        all.forEach(trial -> scores.add(score(trial, study.objective())));
        return Answer.ok(new TrialJson.Parallel(
                StudyViews.objective(study),
                Trials.sampledFrom(sample),
                space.parameters().stream().map(SpecViews::parameter).toList(),
                all.stream().map(TrialRecord::number).toList(),
                all.stream().map(trial -> Wire.name(trial.state())).toList(),
                all.stream().map(facts::trainer).toList(),
                scores,
                values(space, all)));
    }

    private Answer stopping(Request request) {
        StudyRecord study = lookup.study(request);
        Optional<ResolvedStudy> resolved = study.splitId().map(split -> resolver.reopen(study.specJson(), split));
        StoppingTally tally = trials.stopping(study.id(), StoppingViews.ASKED);
        return Answer.ok(
                resolved.isPresent()
                        ? StoppingViews.of(study, resolved.get(), tally)
                        : StoppingViews.of(study, ExternalStudy.reopen(study.specJson()), tally));
    }

    private Answer pareto(Request request) {
        StudyRecord study = lookup.study(request);
        StudyFacts facts = StudyFacts.of(study);
        Goals goals = facts.goals();
        List<TrialMetrics> done = trials.metrics(study.id());
        Standing standing =
                Standing.of(goals, done.stream().map(TrialMetrics::metrics).toList());
        int[] shown = standing.pictured(SPREAD, BEST);
        List<TrialMetrics> some = IntStream.of(shown).mapToObj(done::get).toList();
        double[] reference = standing.reference();
        boolean measured = goals.several() && reference.length > 0;
        return Answer.ok(new TrialJson.Pareto(
                StudyViews.objectives(goals),
                StudyViews.constraints(goals),
                shown.length < done.size() ? OptionalInt.of(done.size()) : OptionalInt.empty(),
                some.stream().map(TrialMetrics::trial).toList(),
                trainers(study, facts, some),
                columns(goals, some.stream().map(TrialMetrics::metrics).toList()),
                IntStream.of(shown).map(i -> standing.fronts()[i] + 1).boxed().toList(),
                IntStream.of(shown).mapToObj(standing::feasible).toList(),
                measured ? Optional.of(standing.hypervolume()) : Optional.empty(),
                measured ? Optional.of(values(goals, reference)) : Optional.empty()));
    }

    private List<String> trainers(StudyRecord study, StudyFacts facts, List<TrialMetrics> some) {
        Map<Integer, String> byNumber = new HashMap<>();
        trials.named(study.id(), some.stream().map(TrialMetrics::trial).toList())
                .forEach(trial -> byNumber.put(trial.number(), facts.trainer(trial)));
        return some.stream()
                .map(trial -> byNumber.getOrDefault(trial.trial(), ""))
                .toList();
    }

    private static Map<String, List<@Nullable Double>> columns(Goals goals, List<Map<String, Double>> metrics) {
        Set<String> names = new LinkedHashSet<>();
        goals.objectives().forEach(goal -> names.add(goal.name()));
        names.addAll(goals.bounds().keySet());
        Map<String, List<@Nullable Double>> columns = new LinkedHashMap<>();
        for (String name : names) {
            List<@Nullable Double> column = new ArrayList<>();
            metrics.forEach(of -> column.add(of.get(name)));
            columns.put(name, column);
        }
        return columns;
    }

    /** Losses as the values they stand for. */
    private static List<Double> values(Goals goals, double[] losses) {
        return IntStream.range(0, losses.length)
                .mapToObj(i -> goals.directions().get(i).loss(losses[i]))
                .toList();
    }

    /** A completed trial's score; of a pruned one the last value it reported. */
    private static @Nullable Double score(TrialRecord trial, String objective) {
        Optional<TrialResult> result = trial.outcome();
        return TrialViews.score(result)
                .or(() -> result.map(r -> r.metrics().get(objective)))
                .orElse(null);
    }

    private static Map<String, List<@Nullable Object>> values(SearchSpace space, List<TrialRecord> all) {
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        for (Parameter parameter : space.parameters()) {
            List<@Nullable Object> column = new ArrayList<>();
            all.forEach(trial -> column.add(trial.values().get(parameter.name())));
            columns.put(parameter.name(), column);
        }
        return columns;
    }

    private Answer timeline(Request request) {
        StudyRecord study = lookup.study(request);
        StudyFacts facts = StudyFacts.of(study);
        List<AttemptRecord> runs = trials.newestAttempts(study.id(), MOST_ATTEMPTS);
        int first = runs.stream().mapToInt(run -> run.ref().trial()).min().orElse(1);
        Map<Integer, TrialRecord> byNumber = new HashMap<>();
        Trials.from(trials, study.id(), first).forEach(trial -> byNumber.put(trial.number(), trial));
        List<TrialJson.Attempt> attempts = new ArrayList<>();
        for (AttemptRecord run : runs) {
            TrialRecord trial = byNumber.get(run.ref().trial());
            if (trial != null) {
                attempts.add(TrialViews.attempt(run, trial, facts));
            }
        }
        return Answer.ok(PageJson.of(attempts));
    }
}
