package dev.cairn.bench;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.Arrays;

/**
 * Something to minimise.
 *
 * @param epochs how many epochs a full training has; 1 where there is no such thing
 */
public record Task(String name, SearchSpace space, int epochs, Objective objective) {
    /** The value at a configuration after so many epochs. */
    public interface Objective {
        double at(Values values, int epoch);
    }

    /** The value after a full training. */
    public double evaluate(Values values) {
        return objective.at(values, epochs);
    }

    public double evaluate(Values values, int epoch) {
        return objective.at(values, epoch);
    }

    /** True where some parameter exists only under a condition. */
    public boolean conditional() {
        return space.parameters().stream().anyMatch(parameter -> parameter.when().isPresent());
    }

    /** Standard deviation of the values of 500 random configurations. */
    public double randomSpread() {
        Stream stream = Stream.of(20261121);
        double[] values = new double[500];
        Arrays.setAll(values, i -> evaluate(space.decode(stream.point(space.size()))));
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }
}
