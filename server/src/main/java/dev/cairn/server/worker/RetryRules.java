package dev.cairn.server.worker;

import dev.cairn.store.FailureKind;
import dev.cairn.store.Outcome;
import dev.cairn.trainers.TrainingFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a trial that failed by its own fault is tried again. Lost workers are not counted here, they have a budget of their own; divergence is
 * a result and not an accident, so it is final.
 */
final class RetryRules {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** A neighbour on the same device may be gone by then. */
    private static final Duration FIRST_WAIT_FOR_A_GPU = Duration.ofSeconds(5);

    /** What is said beside the error when no other try follows. */
    private static final String NO_ROOM_ON_GPU =
            " (a second process met the same, and no worker offers larger slots: offer one, or bound what makes the model large)";

    /** A process that was killed or crashed may have been unlucky in its neighbours. */
    private static final int TRIES_AFTER_CRASHES = 3;

    private RetryRules() {}

    /** @param failuresBefore how often the trial failed before */
    static Outcome.Failed failed(TrainingFailure.Kind kind, String message, int failuresBefore) {
        boolean gpu = kind == TrainingFailure.Kind.GPU_OUT_OF_MEMORY;
        Optional<Duration> retry = retryAfter(gpu ? FIRST_WAIT_FOR_A_GPU : FIRST_WAIT, tries(kind), failuresBefore);
        return new Outcome.Failed(stored(kind), gpu && retry.isEmpty() ? message + NO_ROOM_ON_GPU : message, retry);
    }

    /** The process ended without a word. */
    static Outcome.Failed crashed(int exitCode, List<String> lastLines, int failuresBefore) {
        String message = "the trial process ended with status " + exitCode
                + (lastLines.isEmpty() ? "" : "; its last words: " + String.join("\n", lastLines));
        return new Outcome.Failed(
                FailureKind.CODE, message, retryAfter(FIRST_WAIT, TRIES_AFTER_CRASHES, failuresBefore));
    }

    /** How often such a trial is tried in all. */
    private static int tries(TrainingFailure.Kind kind) {
        return switch (kind) {
            // Another process, with other neighbours, may have the memory.
            case OUT_OF_MEMORY, GPU_OUT_OF_MEMORY, CODE -> 2;
            // The same values would meet the same limit or the same data again.
            case TIME_OUT, DATA, DIVERGED, CANCELLED -> 1;
        };
    }

    private static Optional<Duration> retryAfter(Duration firstWait, int tries, int failuresBefore) {
        return failuresBefore + 1 < tries
                ? Optional.of(firstWait.multipliedBy(1L << Math.min(failuresBefore, 10)))
                : Optional.empty();
    }

    private static FailureKind stored(TrainingFailure.Kind kind) {
        return switch (kind) {
            case OUT_OF_MEMORY -> FailureKind.OUT_OF_MEMORY;
            case GPU_OUT_OF_MEMORY -> FailureKind.GPU_OUT_OF_MEMORY;
            case DIVERGED -> FailureKind.DIVERGED;
            case TIME_OUT -> FailureKind.TIME_OUT;
            case DATA -> FailureKind.DATA;
            case CODE, CANCELLED -> FailureKind.CODE;
        };
    }
}
