package dev.cairn.server.schedule;

import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.store.SplitRecord;
import java.util.List;
import java.util.Map;

/**
 * A resolved study with the algorithms that search it. The same study gives an equal plan in every process.
 *
 * @param pruners by name of trainer, since each counts steps of its own
 */
public record StudyPlan(ResolvedStudy study, Sampler sampler, Map<String, Pruner> pruners) {
    public StudyPlan {
        pruners = Map.copyOf(pruners);
    }

    SearchSpace space() {
        return study.space();
    }

    /**
     * The search trials that inform this plan. After a revision or in a fork those of an earlier space count that are still inside this one;
     * of one revision, all do.
     *
     * @param revision the study's, that this plan is of
     */
    public List<Trial> informing(StudyHistory history, int revision) {
        return history.entries().stream()
                .filter(StudyHistory.Entry::search)
                .filter(entry -> entry.record().revision() == revision
                        || space().contains(entry.trial().values()))
                .map(entry -> entry.seen(study.goals()))
                .toList();
    }

    SplitRecord split() {
        return study.split();
    }

    /** Judges trials of the trainer that these values are for. */
    public Pruner pruner(Values values) {
        String trainer = study.trainer(values).name();
        Pruner pruner = pruners.get(trainer);
        if (pruner == null) {
            throw new IllegalStateException("the plan has no pruner for '" + trainer + "'");
        }
        return pruner;
    }
}
