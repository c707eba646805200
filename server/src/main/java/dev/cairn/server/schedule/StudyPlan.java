package dev.cairn.server.schedule;

import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.sampler.Convergence;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.spec.Goals;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.store.StudyRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resolved study with the algorithms that search it. The same study gives an equal plan in every process.
 *
 * @param trained what is trained here; empty where clients train
 * @param goals all that is wanted
 * @param lease how long a client may be silent that trains
 * @param early whether it ends when nothing more is to be gained
 * @param pruners by name of trainer, since each counts steps of its own
 */
public record StudyPlan(
        Optional<ResolvedStudy> trained,
        SearchSpace space,
        Goals goals,
        Sampler sampler,
        Map<String, Pruner> pruners,
        Duration lease,
        EarlyEnd early) {
    /** Stands for the trainer of a study that clients train. */
    static final String ELSEWHERE = "external";

    public StudyPlan {
        pruners = Map.copyOf(pruners);
    }

    /** A plan that ends with its budget. */
    public StudyPlan(
            Optional<ResolvedStudy> trained,
            SearchSpace space,
            Goals goals,
            Sampler sampler,
            Map<String, Pruner> pruners,
            Duration lease) {
        this(trained, space, goals, sampler, pruners, lease, EarlyEnd.NEVER);
    }

    /** Why nothing more is to be gained; empty as long as the study goes on. */
    Optional<Explanation> converged(StudyRecord study, StudyHistory history) {
        return early.allowed(study)
                ? Convergence.reached(
                        space,
                        new History(goals.directions(), informing(history, study.revision()), history.arms()),
                        study.seed())
                : Optional.empty();
    }

    /** The study that is trained here. */
    public ResolvedStudy study() {
        return trained.orElseThrow(() -> new IllegalStateException("this study is trained elsewhere"));
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
                .map(entry -> entry.seen(goals))
                .toList();
    }

    /** Whether sealed rows wait for a last score. */
    boolean sealed() {
        return trained.flatMap(study -> study.split().vaultSha()).isPresent();
    }

    /** Whether a final trial follows the search: to score the best on sealed rows, or to make one model of several. */
    boolean concluded() {
        return sealed()
                || trained.filter(study -> study.spec().ensemble().isPresent()
                                || study.spec().finishes())
                        .isPresent();
    }

    /** Judges trials of the trainer that these values are for. */
    public Pruner pruner(Values values) {
        String trainer = trainer(values);
        Pruner pruner = pruners.get(trainer);
        if (pruner == null) {
            throw new IllegalStateException("the plan has no pruner for '" + trainer + "'");
        }
        return pruner;
    }

    /** Name of the trainer that these values are for. */
    public String trainer(Values values) {
        return trained.map(study -> study.trainer(values).name()).orElse(ELSEWHERE);
    }
}
