package dev.cairn.search.trial;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Values;

/** One suggestion and the state of its evaluation. Trials are numbered from 1 within a study. */
public sealed interface Trial permits PendingTrial, CompletedTrial, PrunedTrial, FailedTrial {
    int number();

    Values values();

    /** What was measured so far, possibly nothing. */
    Curve curve();

    static void checkNumber(int number) {
        if (number < 1) {
            throw new InvalidSearch("trials are numbered from 1, got " + number);
        }
    }
}
