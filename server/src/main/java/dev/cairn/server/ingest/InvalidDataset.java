package dev.cairn.server.ingest;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.util.List;
import java.util.stream.Collectors;

/** The uploaded file, or the choice of target and test set, cannot be used; carries every fault found (at most {@value #MOST}). */
public final class InvalidDataset extends RuntimeException {
    /** More than this many faults help nobody. */
    public static final int MOST = FaultList.MOST;

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised; the JDK's lists would be
    private final List<DataFault> faults;

    public InvalidDataset(List<DataFault> faults) {
        super(faults.stream().limit(MOST).map(DataFault::toString).collect(Collectors.joining("; ")));
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("an invalid dataset has at least one fault");
        }
        this.faults = List.copyOf(faults.subList(0, Math.min(MOST, faults.size())));
    }

    public InvalidDataset(DataFault fault) {
        this(List.of(fault));
    }

    public List<DataFault> faults() {
        return faults;
    }
}
