package dev.cairn.server.routes;

import dev.cairn.search.sampler.Incumbent;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.History;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.wire.EstimateJson;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialSample;
import java.util.Optional;

/** Says which trial of a noisy study is believed to be best; the best of many noisy results is mostly the luckiest. */
final class EstimateRoutes {
    private final TrialReader trials;
    private final Resolver resolver;
    private final Lookup lookup;
    private final Moments<EstimateJson> known = new Moments<>();

    EstimateRoutes(TrialReader trials, Resolver resolver, Lookup lookup) {
        this.trials = trials;
        this.resolver = resolver;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/studies/{study}/analysis/estimate", this::estimate);
    }

    private Answer estimate(Request request) {
        return Answer.ok(known.of(lookup.study(request), this::computed));
    }

    private EstimateJson computed(StudyRecord study) {
        SearchSpace space = resolver.space(study);
        TrialSample sample = Trials.withBest(trials, study.id());
        History all = Trials.history(study, sample);
        History inside = new History(
                all.directions(),
                all.trials().stream()
                        .filter(trial -> space.contains(trial.values()))
                        .toList());
        Optional<Incumbent> best = StudyFacts.of(study).goals().plain()
                ? Incumbent.of(space, inside).filter(found -> found.deviation() > 0)
                : Optional.empty();
        return new EstimateJson(
                StudyViews.objective(study),
                inside.size(),
                Trials.sampledFrom(sample),
                best.map(found -> new EstimateJson.Best(found.trial(), found.estimate(), found.deviation())));
    }
}
