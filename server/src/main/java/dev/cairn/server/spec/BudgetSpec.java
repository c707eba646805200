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

        @Key(value = "Time summed over devices", notYet = "Bound the study with trials and time.")
        Optional<Double> deviceHours,

        @Key(value = "Money", notYet = "Bound the study with trials and time.")
        Optional<Double> money) {
    public BudgetSpec {
        if (trials < 1 || parallel < 1) {
            throw new IllegalArgumentException(
                    "A budget has at least one trial and one place, got " + trials + " and " + parallel + ".");
        }
    }
}
