package dev.cairn.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How queues are shared: quotas, prices, what was used, and who yields to whom. */
public interface SharingStore {
    /** A study that has trials ready but ran none for so long goes ahead of all priorities with one trial, one such at a time per queue. */
    Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Replaces quotas and prices by what a server's configuration says. */
    void configure(List<ProjectQuota> projects, Map<String, Double> pricesPerSlotHour);

    /** Projects that have a quota or a study that is not over, by name. */
    List<ProjectRecord> projects();

    /** Money for one hour of a slot, by queue; a queue that is missing is free. */
    Map<String, Double> prices();

    /** What each study named has used. */
    Map<UUID, Spending> spending(Collection<UUID> studies);

    /** Of the studies named, those with trials that wait after a failure. */
    Map<UUID, BackOff> backOffs(Collection<UUID> studies);

    /**
     * Asks running search trials of the queue to yield where trials of higher priority could start at once but find no free slot: of those with
     * the lowest priority the youngest. The one trial for which a study waited {@link #LONGEST_WAIT} is not asked. They hear it at their next renewal.
     *
     * @return how many were asked now
     */
    int preempt(String queue);
}
