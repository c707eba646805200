package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The best configuration of a study, to be fitted on all training rows, kept, and scored once on the sealed ones.
 *
 * @param vaultFrame the sealed rows; empty where a study sealed none
 * @param trial the number of the trial whose values these are
 * @param ensemble other trials that may take part
 * @param workers how many models are fitted at the same time
 * @param until when the model shall be there; empty = it takes as long as it takes
 * @param standing what is the model where the time does not do for another
 * @param before what the model learns with before it has these values, in order: the ancestors of a trial of population-based training
 */
public record FinalJob(
        Path trainFrame,
        Optional<Path> vaultFrame,
        String trainer,
        Values values,
        Objective objective,
        Fidelity fidelity,
        long seed,
        int trial,
        Device device,
        Optional<EnsembleJob> ensemble,
        int workers,
        Optional<Instant> until,
        Standing standing,
        List<Stage> before) {
    /** What stands where nothing can be fitted on all training rows in time. */
    public sealed interface Standing {
        /**
         * The models that the folds of a trial left.
         *
         * @param model file that {@link Reporter#state} opens
         */
        record Folds(int trial, String trainer, Path model) implements Standing {}

        /** The best configuration, which is fitted when it is first asked. */
        record Recipe() implements Standing {}

        /** No trial has completed: what a few rows teach within moments, or else what holds of all rows alike. */
        record Quick() implements Standing {}
    }

    /** Values that a model learns with up to a step. */
    public record Stage(int until, Values values) {}

    public FinalJob {
        before = List.copyOf(before);
        if (workers < 1) {
            throw new IllegalArgumentException("a model is fitted by at least 1 worker, got " + workers);
        }
    }

    /** Of one configuration, or a blend with it, without haste. */
    public FinalJob(
            Path trainFrame,
            Path vaultFrame,
            String trainer,
            Values values,
            Objective objective,
            Fidelity fidelity,
            long seed,
            int trial,
            Device device,
            Optional<EnsembleJob> ensemble) {
        this(
                trainFrame,
                Optional.of(vaultFrame),
                trainer,
                values,
                objective,
                fidelity,
                seed,
                trial,
                device,
                ensemble,
                1,
                Optional.empty(),
                new Standing.Recipe(),
                List.of());
    }

    /** Of one configuration alone. */
    public FinalJob(
            Path trainFrame,
            Path vaultFrame,
            String trainer,
            Values values,
            Objective objective,
            Fidelity fidelity,
            long seed,
            int trial,
            Device device) {
        this(trainFrame, vaultFrame, trainer, values, objective, fidelity, seed, trial, device, Optional.empty());
    }
}
