package dev.cairn.server.worker;

/** What an attempt was asked to do, weakest first: a stronger wish replaces a weaker one, never the other way round. */
enum Wish {
    /** Go on to the end. */
    NONE,
    /** A trial of higher priority needs the slot: save a checkpoint and give the trial back. */
    PREEMPT,
    /** The study is paused: the same. */
    PAUSE,
    /** This worker goes away: the same, for another worker to go on. */
    DRAIN,
    /** The trial is not wanted any more. */
    CANCEL,
    /** The study's budget is spent: end now, without a grace. */
    OVER,
    /** Somebody else has the trial: stop at once and write nothing. */
    FENCED
}
