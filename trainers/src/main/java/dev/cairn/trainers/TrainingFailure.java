package dev.cairn.trainers;

/** A trial, or a final evaluation, that came to nothing; stored with the trial. */
public final class TrainingFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose fault it was, which decides whether to try again. */
    public enum Kind {
        OUT_OF_MEMORY,
        /** The memory of the device, not of the machine, was too small. */
        GPU_OUT_OF_MEMORY,
        /** A model left the finite numbers. Never retried: the same values would do it again. */
        DIVERGED,
        TIME_OUT,
        /** The data cannot be learned from; the message says why. */
        DATA,
        CODE,
        /** Called off by {@link Reporter#cancelled}; not the trial's fault. */
        CANCELLED
    }

    private final Kind kind;

    public TrainingFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public TrainingFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
