package dev.cairn.store;

/** What an attempt shall do next, as the renewal of its lease tells. PAUSE: save a checkpoint and give the trial back. */
public enum Intent {
    RUN,
    PAUSE,
    CANCEL
}
