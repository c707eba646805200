package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import java.time.Duration;
import java.util.Optional;

/** How much a study may spend; it ends at whichever bound comes first. One bound at least is named. */
public record BudgetSpec(
        @Key(
                name = "trials",
                value =
                        "Trials, stopped ones included; may be left out where time, deviceHours or money bounds the study",
                low = 1,
                high = 100_000)
        Optional<Integer> mostTrials,

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
    private static final int MOST_TRIALS = 100_000;

    /** Trials it may make; as many as any study when only other bounds are named. */
    public int trials() {
        return mostTrials.orElse(MOST_TRIALS);
    }

    /** Whether a clock bounds it, so that what runs in it depends on how fast machines are. */
    boolean clocked() {
        return time.isPresent() || deviceHours.isPresent() || money.isPresent();
    }

    public BudgetSpec {
        if (mostTrials.filter(trials -> trials < 1).isPresent() || parallel < 1) {
            throw new IllegalArgumentException(
                    "A budget has at least one trial and one place, got " + mostTrials + " and " + parallel + ".");
        }
        if (mostTrials.isEmpty() && time.isEmpty() && deviceHours.isEmpty() && money.isEmpty()) {
            throw new Misfit(
                    Code.MISSING_FIELD,
                    "trials",
                    "Nothing bounds the study.",
                    "Set trials, time, deviceHours or money.");
        }
    }
}
