package dev.cairn.server.trial;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.FinalJob;
import dev.cairn.trainers.TrainJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/** One piece of work for a child process. Paths must be readable by it; it writes nothing outside the scratch folder. */
public sealed interface TrialTask {
    /** Where the child leaves large results (predictions, checkpoints). Made by the caller, who also deletes it. */
    Path scratch();

    TrialLimits limits();

    /**
     * Cross-validate one configuration.
     *
     * @param rungs the steps at which the child waits for the pruner's verdict; at other steps it takes what has arrived
     * @param rungWait how long it waits there before it goes on without a verdict
     * @param toBeat its models are kept where it scores better than this, infinitely bad where none is kept yet; empty keeps none
     */
    record Search(
            TrainJob job,
            Path scratch,
            TrialLimits limits,
            SortedSet<Integer> rungs,
            Duration rungWait,
            OptionalDouble toBeat)
            implements TrialTask {
        /** One whose models nobody needs. */
        public Search(TrainJob job, Path scratch, TrialLimits limits, SortedSet<Integer> rungs, Duration rungWait) {
            this(job, scratch, limits, rungs, rungWait, OptionalDouble.empty());
        }

        /** Whether its models are to be kept when it scores this. */
        boolean keepsModel(double score) {
            return toBeat.isPresent()
                    && (job.objective().direction() == Direction.MINIMIZE
                            ? score < toBeat.getAsDouble()
                            : score > toBeat.getAsDouble());
        }

        public Search {
            rungs = Collections.unmodifiableSortedSet(new TreeSet<>(rungs));
            if (rungWait.isNegative()) {
                throw new IllegalArgumentException("a wait is not negative, got " + rungWait);
            }
        }
    }

    /** Fit the winner on all training rows and score it on the sealed rows. */
    record Final(FinalJob job, Path scratch, TrialLimits limits) implements TrialTask {}

    /** Say what a model makes of new rows. */
    record Predict(PredictJob job, Path scratch, TrialLimits limits) implements TrialTask {}
}
