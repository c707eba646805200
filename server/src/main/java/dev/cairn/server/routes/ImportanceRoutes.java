package dev.cairn.server.routes;

import dev.cairn.search.importance.FunctionalAnova;
import dev.cairn.search.importance.Importance;
import dev.cairn.search.importance.PedAnova;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.wire.ImportanceJson;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Says which parameters of a study mattered. */
final class ImportanceRoutes {
    private static final int MOST_KEPT = 50;

    private final TrialReader trials;
    private final Resolver resolver;
    private final Lookup lookup;
    private final Map<Moment, ImportanceJson> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Moment, ImportanceJson> eldest) {
            return size() > MOST_KEPT;
        }
    };

    ImportanceRoutes(TrialReader trials, Resolver resolver, Lookup lookup) {
        this.trials = trials;
        this.resolver = resolver;
        this.lookup = lookup;
    }

    /** A study as it was at one of its events: what is computed for it stays true. */
    private record Moment(UUID study, long event) {}

    void register(Api api) {
        api.get("/studies/{study}/analysis/importance", this::importance);
    }

    private Answer importance(Request request) {
        StudyRecord study = lookup.study(request);
        Moment now = new Moment(study.id(), study.eventSeq());
        synchronized (known) {
            return Answer.ok(known.computeIfAbsent(now, moment -> computed(study)));
        }
    }

    private ImportanceJson computed(StudyRecord study) {
        SearchSpace space = resolver.space(study);
        List<Trial> done = Trials.searched(trials, study.id()).stream()
                .flatMap(trial -> completed(trial).stream())
                .toList();
        Direction direction = study.maximize() ? Direction.MAXIMIZE : Direction.MINIMIZE;
        History history = new History(List.of(direction), done);
        List<Importance> best = PedAnova.of(space, history, study.seed());
        FunctionalAnova overall = FunctionalAnova.of(space, history, study.seed());
        return new ImportanceJson(
                StudyViews.objective(study),
                done.size(),
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

    private static Optional<Trial> completed(TrialRecord trial) {
        OptionalDouble score = trial.outcome().map(TrialResult::objective).orElse(OptionalDouble.empty());
        return score.isPresent()
                ? Optional.of(new CompletedTrial(trial.number(), Values.of(trial.values()), score.getAsDouble()))
                : Optional.empty();
    }

    private static Optional<ImportanceJson.Share> share(List<Importance> all, String parameter) {
        return all.stream()
                .filter(one -> one.parameter().equals(parameter))
                .findFirst()
                .map(one -> new ImportanceJson.Share(one.share(), one.low(), one.high()));
    }
}
