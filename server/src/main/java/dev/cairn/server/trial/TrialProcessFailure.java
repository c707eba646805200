package dev.cairn.server.trial;

/** A child process could not be started or does not answer: the machine's fault, not the trial's. */
public final class TrialProcessFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TrialProcessFailure(String message) {
        super(message);
    }

    public TrialProcessFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
