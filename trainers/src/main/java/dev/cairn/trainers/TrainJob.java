package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.metric.Cost;
import dev.cairn.trainers.metric.Gap;
import dev.cairn.trainers.metric.Metric;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * One trial to run.
 *
 * @param frame file of the training rows
 * @param values as suggested; what they leave out takes the trainer's default
 * @param fidelity how far to go at most; the trainer's own limit holds too
 * @param seed the study's: all its trials are validated on the same folds
 * @param trial its number in the study
 * @param resumeFrom a checkpoint of an earlier attempt, opened by {@link Reporter#state}
 * @param costs what to measure of the finished models beside the metrics
 * @param along what to measure at each step beside the usual
 * @param root the trial whose random streams it draws from: itself, or the first of its lineage where it goes on from another's checkpoint
 */
public record TrainJob(
        Path frame,
        String trainer,
        Values values,
        Objective objective,
        Validation validation,
        Fidelity fidelity,
        long seed,
        int trial,
        Device device,
        Optional<Path> resumeFrom,
        Set<Cost> costs,
        Along along,
        int root) {
    public TrainJob {
        costs = Set.copyOf(costs);
    }

    /**
     * What a study with several objectives compares its trials by while they learn.
     *
     * @param gaps those with bounds too
     */
    public record Along(Set<Metric> metrics, Set<Cost> costs, Set<Gap> gaps) {
        public static final Along NOTHING = new Along(Set.of(), Set.of());

        public Along(Set<Metric> metrics, Set<Cost> costs) {
            this(metrics, costs, Set.of());
        }

        public Along {
            metrics = Set.copyOf(metrics);
            costs = Set.copyOf(costs);
            gaps = Set.copyOf(gaps);
        }
    }

    /** A job that measures no costs. */
    public TrainJob(
            Path frame,
            String trainer,
            Values values,
            Objective objective,
            Validation validation,
            Fidelity fidelity,
            long seed,
            int trial,
            Device device,
            Optional<Path> resumeFrom) {
        this(
                frame,
                trainer,
                values,
                objective,
                validation,
                fidelity,
                seed,
                trial,
                device,
                resumeFrom,
                Set.of(),
                Along.NOTHING,
                trial);
    }
}
