package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Key;
import java.util.Optional;

/**
 * How a study searches.
 *
 * @param seed of everything random; drawn when the study is resolved if absent
 */
public record SearchSpec(
        @Key(value = "Who proposes points", otherwise = "auto", form = NamesForm.Strategies.class)
        String strategy,

        @Key(
                value = "What stops hopeless trials: a name, or with options {rule: asha, eta: 4}",
                otherwise = "auto",
                form = EarlyStopForm.class)
        EarlyStop earlyStop,

        @Key(value = "Seed of everything random; drawn when absent", low = 0, high = LARGEST_SEED)
        Optional<Long> seed) {
    /** What a JSON number holds exactly in every language. */
    public static final long LARGEST_SEED = (1L << 53) - 1;

    SearchSpec seeded(long drawn) {
        return new SearchSpec(strategy, earlyStop, Optional.of(drawn));
    }
}
