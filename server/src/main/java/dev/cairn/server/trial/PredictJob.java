package dev.cairn.server.trial;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.Objective;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * New rows that a model is to speak of, or the model itself to be told.
 *
 * @param trainFrame the rows that it is fitted on
 * @param model file of a final trial's model; empty for the configuration that follows, which is fitted first
 * @param intervals from what intervals are learned for a configuration that is fitted first, where some are wanted
 * @param rows CSV with a header that names the columns of the training rows; empty asks for the model in a form that can be read
 */
public record PredictJob(
        Path trainFrame,
        Optional<Path> model,
        String trainer,
        Values values,
        Objective objective,
        Fidelity fidelity,
        long seed,
        int trial,
        Device device,
        Optional<Wanted> intervals,
        Optional<Path> rows) {
    /**
     * Intervals.
     *
     * @param levels shares of rows that they are to hold
     * @param outOfFold file of what the models of the trial said about training rows that they had not seen
     */
    public record Wanted(List<Double> levels, Path outOfFold) {
        public Wanted {
            levels = List.copyOf(levels);
        }
    }

    /** The same model, asked nothing. */
    PredictJob unasked() {
        return new PredictJob(
                trainFrame,
                model,
                trainer,
                values,
                objective,
                fidelity,
                seed,
                trial,
                device,
                intervals,
                Optional.empty());
    }
}
