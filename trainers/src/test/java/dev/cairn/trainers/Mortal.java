package dev.cairn.trainers;

import dev.cairn.search.pruner.Verdict;
import java.util.Optional;

/** Lets a trial run for so many signs of life, its questions whether to go on among them, and then end as when its process is killed. */
final class Mortal implements Reporter {
    private final int lastSign;
    private final int lastRound;
    private int rounds;
    private int signs;
    private Optional<byte[]> saved = Optional.empty();

    /** The process is gone. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * @param lastSign when it dies
     * @param lastRound at how many questions whether to pause it is told to, unless it dies before: one as each fold begins, one before each round of it,
     *     and some inside
     */
    Mortal(int lastSign, int lastRound) {
        this.lastSign = lastSign;
        this.lastRound = lastRound;
    }

    static Mortal calm() {
        return new Mortal(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** How often it was heard. */
    int signs() {
        return signs;
    }

    /** How often it was asked whether to pause. */
    int rounds() {
        return rounds;
    }

    /** The last checkpoint that it got out. */
    Optional<byte[]> saved() {
        return saved;
    }

    private void live() {
        if (++signs >= lastSign) {
            throw new Death();
        }
    }

    @Override
    public Verdict report(Measurement measurement) {
        live();
        return new Verdict.Continue();
    }

    @Override
    public boolean cancelled() {
        live();
        return false;
    }

    @Override
    public boolean pauseWanted() {
        return ++rounds >= lastRound;
    }

    @Override
    public void checkpoint(int step, byte[] state) {
        saved = Optional.of(state);
    }

    @Override
    public void log(String line) {}
}
