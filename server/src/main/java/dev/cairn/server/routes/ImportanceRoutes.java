package dev.cairn.server.routes;

import dev.cairn.search.importance.FunctionalAnova;
import dev.cairn.search.importance.Importance;
import dev.cairn.search.importance.PedAnova;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.History;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.wire.ImportanceJson;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialSample;
import java.util.List;
import java.util.Optional;

/** Says which parameters of a study mattered. */
final class ImportanceRoutes {
    private final TrialReader trials;
    private final Resolver resolver;
    private final Lookup lookup;
    private final Moments<ImportanceJson> known = new Moments<>();

    ImportanceRoutes(TrialReader trials, Resolver resolver, Lookup lookup) {
        this.trials = trials;
        this.resolver = resolver;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/studies/{study}/analysis/importance", this::importance);
    }

    private Answer importance(Request request) {
        return Answer.ok(known.of(lookup.study(request), this::computed));
    }

    private ImportanceJson computed(StudyRecord study) {
        SearchSpace space = resolver.space(study);
        TrialSample sample = Trials.fair(trials, study.id());
        History history = Trials.history(study, sample);
        List<Importance> best = PedAnova.of(space, history, study.seed());
        FunctionalAnova overall = FunctionalAnova.of(space, history, study.seed());
        return new ImportanceJson(
                StudyViews.objective(study),
                history.size(),
                Trials.sampledFrom(sample),
                space.parameters().stream()
                        .map(parameter -> new ImportanceJson.Parameter(
                                parameter.name(),
                                share(best, parameter.name()),
                                share(overall.single(), parameter.name())))
                        .toList(),
                overall.pairs().stream()
                        .map(pair -> new ImportanceJson.Pair(
                                pair.first(),
                                pair.second(),
                                new ImportanceJson.Share(pair.share(), pair.low(), pair.high())))
                        .toList());
    }

    private static Optional<ImportanceJson.Share> share(List<Importance> all, String parameter) {
        return all.stream()
                .filter(one -> one.parameter().equals(parameter))
                .findFirst()
                .map(one -> new ImportanceJson.Share(one.share(), one.low(), one.high()));
    }
}
