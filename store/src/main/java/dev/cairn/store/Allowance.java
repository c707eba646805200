package dev.cairn.store;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a study may use of the machines it shares.
 *
 * @param project whose share and quota it uses
 * @param deviceTime slot time of its search, summed over slots
 * @param money price of that time, in the currency of the configured prices
 */
public record Allowance(String project, Optional<Duration> deviceTime, OptionalDouble money) {
    /** The project of a study that names none. */
    public static final String DEFAULT_PROJECT = "default";

    /** Nothing but the fair share of the default project. */
    public static final Allowance NONE = new Allowance(DEFAULT_PROJECT, Optional.empty(), OptionalDouble.empty());

    public Allowance {
        Checks.notBlank("project", project);
        deviceTime.ifPresent(
                time -> Checks.that(!time.isZero() && !time.isNegative(), "deviceTime", "is above 0", time));
        money.ifPresent(amount -> Checks.that(amount > 0, "money", "is above 0", amount));
    }

    /** Whether device time or money is bounded. */
    public boolean bounded() {
        return deviceTime.isPresent() || money.isPresent();
    }
}
