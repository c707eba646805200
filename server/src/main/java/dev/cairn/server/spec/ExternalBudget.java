package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Key;
import java.time.Duration;
import java.util.Optional;

/** How much a study may spend that is trained elsewhere; how many trials run at once is up to its clients. */
public record ExternalBudget(
        @Key(value = "Trials, stopped ones included", low = 1, high = 100_000)
        int trials,

        @Key("Time from the start of the study, like 2h") Optional<Duration> time) {}
