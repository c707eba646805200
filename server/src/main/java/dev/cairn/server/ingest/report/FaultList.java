package dev.cairn.server.ingest.report;

import java.util.ArrayList;
import java.util.List;

/** Collects faults while a file is read: keeps the first ones, counts the rest. */
public final class FaultList {
    /** More than this many faults help nobody. */
    public static final int MOST = 20;

    private final List<DataFault> kept = new ArrayList<>();
    private long more;

    public void add(DataFault fault) {
        if (kept.size() < MOST - 1) {
            kept.add(fault);
        } else {
            more++;
        }
    }

    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** The faults kept, and when there were more a last one that counts them. */
    public List<DataFault> all() {
        List<DataFault> all = new ArrayList<>(kept);
        if (more > 0) {
            all.add(DataFault.ofFile(
                    "more-faults", more + " more faults follow.", "Mend the first ones and upload again."));
        }
        return List.copyOf(all);
    }
}
