package dev.cairn.server.schedule;

/** Quartz or its tables could not be reached. The work itself is safe in the database; the reconciler creates the hint again. */
public final class SchedulingFailure extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SchedulingFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
