package dev.cairn.search.pruner;

import dev.cairn.search.trial.Direction;
import java.util.List;

/** Lets every trial run to its end. */
record NoPruner() implements Pruner {
    @Override
    public Verdict judge(Contender trial, List<Contender> peers, Direction direction) {
        return Verdict.CONTINUE;
    }

    @Override
    public boolean judgesAt(int step) {
        return false;
    }
}
