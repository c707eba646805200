package dev.cairn.store;

/** Answer to the end of an attempt. FENCED: the attempt is no longer the live one; stop at once and write nothing. */
public enum Finish {
    DONE,
    FENCED
}
