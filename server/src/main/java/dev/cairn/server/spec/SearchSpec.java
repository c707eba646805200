package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.server.wire.Json;
import java.util.List;
import java.util.Map;
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

        @Key(value = "Members of the population, of the strategy pbt", low = 4, high = 1000)
        Optional<Integer> population,

        @Key(
                value =
                        "Steps between two decisions of the strategy pbt; absent: the longest training by the trials per member",
                low = 1,
                high = 1e9)
        Optional<Integer> interval,

        @Key(
                value =
                        "End the study when nothing more is to be gained: what could be found is less than the error of a result",
                otherwise = "false")
        boolean terminate,

        @Key(value = "Seed of everything random; drawn when absent", low = 0, high = LARGEST_SEED)
        Optional<Long> seed) {
    /** What a JSON number holds exactly in every language. */
    public static final long LARGEST_SEED = (1L << 53) - 1;

    /** Population-based training, whose trials are intervals of members that go on from each other's checkpoints. */
    static final String PBT = "pbt";

    private static final EarlyStop USUAL = new EarlyStop.Auto(Optional.empty(), List.of());

    public SearchSpec {
        boolean populated = strategy.equals(PBT);
        if (!populated && (population.isPresent() || interval.isPresent())) {
            throw new Misfit(
                    population.isPresent() ? "population" : "interval",
                    "Only pbt trains a population; the strategy is " + strategy + ".",
                    "Set strategy: pbt, or leave it out.");
        }
        if (populated && terminate) {
            throw new Misfit(
                    "terminate", "A population is trained to the end of its budget.", "Drop 'terminate', or pbt.");
        }
        if (populated && earlyStop.equals(USUAL)) {
            earlyStop = new EarlyStop.None();
        }
        if (populated && !(earlyStop instanceof EarlyStop.None || earlyStop instanceof EarlyStop.Threshold)) {
            throw new Misfit(
                    "earlyStop",
                    "pbt itself gives up the members that fall behind; %s would stop others."
                            .formatted(earlyStop.rule()),
                    "Leave it out, or take threshold.");
        }
    }

    /** A search that is no population's. */
    public SearchSpec(String strategy, EarlyStop earlyStop, Optional<Long> seed) {
        this(strategy, earlyStop, Optional.empty(), Optional.empty(), false, seed);
    }

    boolean populated() {
        return strategy.equals(PBT);
    }

    /** Whether a canonical specification asks for a population. */
    public static boolean populated(String specJson) {
        return Json.object(specJson).get("search") instanceof Map<?, ?> search && PBT.equals(search.get("strategy"));
    }

    SearchSpec seeded(long drawn) {
        return new SearchSpec(strategy, earlyStop, population, interval, terminate, Optional.of(drawn));
    }
}
