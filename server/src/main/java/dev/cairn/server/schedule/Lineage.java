package dev.cairn.server.schedule;

import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Which trials a trial goes on from: a search trial's parent is the one whose checkpoint it began with. */
public final class Lineage {
    private Lineage() {}

    /** The first of its lineage and all after it, itself the last. A trial that began fresh is alone. */
    public static List<TrialRecord> of(TrialReader trials, TrialRecord trial) {
        Deque<TrialRecord> lineage = new ArrayDeque<>();
        Optional<TrialRecord> next = Optional.of(trial);
        while (next.isPresent()) {
            TrialRecord one = next.get();
            lineage.addFirst(one);
            next = one.kind() == TrialKind.SEARCH && one.parent().isPresent()
                    ? trials.find(one.study(), one.parent().getAsInt())
                    : Optional.empty();
        }
        return List.copyOf(lineage);
    }
}
