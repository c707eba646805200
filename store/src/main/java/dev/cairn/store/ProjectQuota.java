package dev.cairn.store;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a project may use.
 *
 * @param weight its share of a queue against that of others
 * @param maxRunning trials that may run at the same time, over all queues
 * @param maxDeviceTime slot time in one calendar month (UTC), over all queues
 */
public record ProjectQuota(String name, double weight, OptionalInt maxRunning, Optional<Duration> maxDeviceTime) {
    public ProjectQuota {
        Checks.notBlank("project", name);
        Checks.that(weight > 0, "weight", "is above 0", weight);
        maxRunning.ifPresent(most -> Checks.that(most >= 0, "maxRunning", "is not negative", most));
        maxDeviceTime.ifPresent(most -> Checks.that(!most.isNegative(), "maxDeviceTime", "is not negative", most));
    }
}
