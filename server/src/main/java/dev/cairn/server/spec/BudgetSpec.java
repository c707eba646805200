package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Key;
import java.time.Duration;
import java.util.Optional;

/** How much a study may spend; it ends at whichever bound comes first. */
public record BudgetSpec(
        @Key(value = "Trials, stopped ones included", low = 1, high = 100_000)
        int trials,

        @Key("Time from the start of the study, like 2h") Optional<Duration> time,

        @Key(value = "Trials at the same time", otherwise = "2", low = 1, high = 1024)
        int parallel,

        @Key(value = "Hours of slots that its search may use, summed over slots", low = 1e-6, high = 1e7)
        Optional<Double> deviceHours,

        @Key(
                value =
                        "Money that its search may cost, at the prices per slot hour that the servers are configured with",
                low = 1e-9,
                high = 1e12)
        Optional<Double> money) {
    /** Whether a clock bounds it, so that what runs in it depends on how fast machines are. */
    boolean clocked() {
        return time.isPresent() || deviceHours.isPresent() || money.isPresent();
    }

    public BudgetSpec {
        if (trials < 1 || parallel < 1) {
            throw new IllegalArgumentException(
                    "A budget has at least one trial and one place, got " + trials + " and " + parallel + ".");
        }
    }
}
