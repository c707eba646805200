package dev.cairn.server.trial;

import dev.cairn.trainers.FinalScore;
import dev.cairn.trainers.ReadableModel;
import dev.cairn.trainers.TrainingFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a run ended. */
public sealed interface TrialEnd {
    record Scored(TrialResult result) implements TrialEnd {}

    record FinalScored(FinalScore score) implements TrialEnd {}

    /**
     * New rows were predicted.
     *
     * @param csv in the scratch folder
     */
    record Predicted(Path csv, int rows) implements TrialEnd {}

    /**
     * A model was told.
     *
     * @param model empty for one that nobody can read
     */
    record Explained(Optional<ReadableModel> model) implements TrialEnd {}

    /** The trial's own failure: out of memory, diverged, out of time, bad data or bad code. */
    record Failed(TrainingFailure.Kind kind, String message) implements TrialEnd {}

    /** It ended after {@link TrialRun#stop} or a pause verdict; what it had is in its last checkpoint. */
    record Stopped() implements TrialEnd {}

    /** It ended because {@link TrialRun#cancel} or {@link TrialRun#kill} was called. */
    record Cancelled() implements TrialEnd {}

    /**
     * The process ended without a word: killed from outside or crashed in native code. This counts as a loss of the
     * machine, not as a failure of the trial.
     *
     * @param exitCode as the operating system gave it; 128 + the signal's number after a signal
     * @param lastLines what the process printed last
     */
    record Died(int exitCode, List<String> lastLines) implements TrialEnd {
        public Died {
            lastLines = List.copyOf(lastLines);
        }
    }
}
