package dev.cairn.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How queues are shared: quotas, prices, what was used, and who yields to whom. */
public interface SharingStore {
    /** Replaces quotas and prices by what a server's configuration says. */
    void configure(List<ProjectQuota> projects, Map<String, Double> pricesPerSlotHour);

    /** Projects that have a quota or a study that is not over, by name. */
    List<ProjectRecord> projects();

    /** Money for one hour of a slot, by queue; a queue that is missing is free. */
    Map<String, Double> prices();

    /** What each study named has used. */
    Map<UUID, Spending> spending(Collection<UUID> studies);

    /**
     * Asks running search trials of the queue to yield where trials of higher priority could start at once but find no free slot: of those with
     * the lowest priority the youngest. They hear it at their next renewal.
     *
     * @return how many were asked now
     */
    int preempt(String queue);
}
