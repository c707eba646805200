package dev.cairn.server.spec;

import dev.cairn.trainers.interval.Margin;
import java.util.List;

/**
 * Intervals around predicted numbers.
 *
 * @param levels shares of rows that they are to hold, ascending, each once
 */
public record IntervalsSpec(List<Double> levels) {
    static final int MOST = 5;

    public IntervalsSpec {
        levels = levels.stream().sorted().distinct().toList();
        if (levels.isEmpty()
                || levels.size() > MOST
                || levels.get(0) < Margin.LOWEST
                || levels.get(levels.size() - 1) > Margin.HIGHEST) {
            throw new IllegalArgumentException("intervals have 1 to " + MOST + " levels from " + Margin.LOWEST + " to "
                    + Margin.HIGHEST + ", got " + levels);
        }
    }
}
