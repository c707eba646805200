package dev.cairn.server.worker;

/** What an attempt was asked to do, weakest first: a stronger wish replaces a weaker one, never the other way round. */
enum Wish {
    /** Go on to the end. */
    NONE,
    /** The study is paused: save a checkpoint and give the trial back. */
    PAUSE,
    /** This worker goes away: the same, for another worker to go on. */
    DRAIN,
    /** The trial is not wanted any more. */
    CANCEL,
    /** Somebody else has the trial: stop at once and write nothing. */
    FENCED
}
