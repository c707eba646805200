package dev.cairn.store;

/** Why a trial failed. LOST: too many workers died with it. */
public enum FailureKind {
    OUT_OF_MEMORY,
    GPU_OUT_OF_MEMORY,
    DIVERGED,
    TIME_OUT,
    DATA,
    CODE,
    LOST
}
