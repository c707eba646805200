package dev.cairn.search.pruner;

import dev.cairn.search.trial.Explanation;

/** What tests ask of a verdict. */
final class Verdicts {
    private Verdicts() {}

    static Explanation why(Verdict verdict) {
        return verdict instanceof Verdict.Stop stop ? stop.why() : ((Verdict.Pause) verdict).why();
    }
}
