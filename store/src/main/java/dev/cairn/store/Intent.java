package dev.cairn.store;

/** What an attempt shall do next. PAUSE and PREEMPT: save a checkpoint and give the trial back, because its study pauses or another goes first. */
public enum Intent {
    RUN,
    PAUSE,
    PREEMPT,
    CANCEL
}
