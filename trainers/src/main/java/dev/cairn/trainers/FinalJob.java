package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The best configuration of a study, to be fitted on all training rows and scored once on the sealed ones.
 *
 * @param trial the number of the trial whose values these are
 * @param ensemble other trials that may take part
 */
public record FinalJob(
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
