package dev.cairn.store;

import java.util.Set;

/** Where a study stands. FINISHING: the search is over and the sealed test is being scored. */
public enum StudyState {
    RUNNING,
    PAUSED,
    FINISHING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean terminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /** Whether the change is legal. COMPLETED becomes RUNNING again when a study is extended; nothing else leaves a terminal state. */
    public boolean canBecome(StudyState next) {
        return followers().contains(next);
    }

    /** Whether a trial of this kind that is not over yet still has a purpose. */
    public boolean wants(TrialKind kind) {
        return switch (this) {
            case RUNNING, PAUSED -> true;
            case FINISHING -> kind == TrialKind.FINAL;
            case COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    /** What a running trial of this kind shall do. */
    public Intent intent(TrialKind kind) {
        if (!wants(kind)) {
            return Intent.CANCEL;
        }
        return this == PAUSED ? Intent.PAUSE : Intent.RUN;
    }

    private Set<StudyState> followers() {
        return switch (this) {
            case RUNNING -> Set.of(PAUSED, FINISHING, COMPLETED, FAILED, CANCELLED);
            case PAUSED -> Set.of(RUNNING, FAILED, CANCELLED);
            case FINISHING -> Set.of(COMPLETED, FAILED, CANCELLED);
            case COMPLETED -> Set.of(RUNNING);
            case FAILED, CANCELLED -> Set.of();
        };
    }
}
