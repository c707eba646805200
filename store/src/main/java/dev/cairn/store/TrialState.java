package dev.cairn.store;

import java.util.Set;

/** Where a trial stands; the database refuses every change that {@link #canBecome} does not allow. */
public enum TrialState {
    QUEUED,
    RUNNING,
    PAUSED,
    COMPLETED,
    PRUNED,
    FAILED,
    CANCELLED;

    public boolean terminal() {
        return this == COMPLETED || this == PRUNED || this == FAILED || this == CANCELLED;
    }

    public boolean canBecome(TrialState next) {
        return followers().contains(next);
    }

    private Set<TrialState> followers() {
        return switch (this) {
            case QUEUED -> Set.of(RUNNING, CANCELLED);
            case RUNNING -> Set.of(QUEUED, PAUSED, COMPLETED, PRUNED, FAILED, CANCELLED);
            case PAUSED -> Set.of(QUEUED, PRUNED, CANCELLED);
            case COMPLETED, PRUNED, FAILED, CANCELLED -> Set.of();
        };
    }
}
