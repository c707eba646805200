package dev.cairn.store;

import java.time.Duration;

/**
 * A project and what it uses.
 *
 * @param running trials that run now
 * @param deviceTime slot time in this calendar month (UTC), that of running trials included
 */
public record ProjectRecord(ProjectQuota quota, int running, Duration deviceTime) {
    /** Whether no further trial of it may start. */
    public boolean exhausted() {
        return atMaxRunning()
                || quota.maxDeviceTime()
                        .filter(most -> deviceTime.compareTo(most) >= 0)
                        .isPresent();
    }

    /** Whether as many trials run as may. */
    public boolean atMaxRunning() {
        return quota.maxRunning().isPresent() && running >= quota.maxRunning().getAsInt();
    }
}
