package dev.cairn.trainers.interval;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Between which residuals a share of rows lies.
 *
 * @param level the share, from 0.5 to 0.99
 * @param below what is added to a prediction for the lower end, for a spread of 1
 * @param above what is added for the upper end
 */
public record Margin(double level, double below, double above) {
    /** The least share that is of use, and the largest that tables can tell. */
    public static final double LOWEST = 0.5;

    public static final double HIGHEST = 0.99;

    /** Levels like 0.9 are not exact in binary. */
    private static final double ROUNDING = 1e-9;

    public Margin {
        if (!(level >= LOWEST && level <= HIGHEST) || !(below <= above)) {
            throw new IllegalArgumentException("a margin needs a level from " + LOWEST + " to " + HIGHEST
                    + " and its ends in order, got " + level + " from " + below + " to " + above);
        }
    }

    /**
     * The signed-error conformal margin (Linusson et al., PAKDD 2014, §3.2): either end is missed by at most half of what the level leaves, by the
     * ranks of split conformal prediction (Lei et al., JASA 2018, §2.2).
     *
     * @param sorted residuals, ascending
     * @return empty for too few to tell
     */
    static Optional<Margin> of(double level, double[] sorted) {
        long below = (long) Math.floor((1 - level) / 2 * (sorted.length + 1) + ROUNDING);
        long above = sorted.length + 1 - below;
        return below < 1 || above < below
                ? Optional.empty()
                : Optional.of(new Margin(level, sorted[(int) below - 1], sorted[(int) above - 1]));
    }

    /** The fewest residuals that tell this level. */
    public static int fewest(double level) {
        return (int) Math.ceil(2 / (1 - level) - 1 - ROUNDING * 1_000);
    }

    /** As in the name of a column: 90, 97.5. */
    public static String percent(double level) {
        return BigDecimal.valueOf(level)
                .movePointRight(2)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
