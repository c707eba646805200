package dev.cairn.search.pruner;

import dev.cairn.search.trial.Explanation;

/** What becomes of a running trial. */
public sealed interface Verdict {
    Verdict CONTINUE = new Continue();

    record Continue() implements Verdict {}

    record Stop(Explanation why) implements Verdict {}

    /** Keep a checkpoint and wait for a promotion. */
    record Pause(Explanation why) implements Verdict {}
}
