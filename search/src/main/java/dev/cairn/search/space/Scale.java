package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;

/** How a numeric range is stretched over the unit interval. */
public enum Scale {
    /** Equal steps are equally far apart. */
    LINEAR {
        @Override
        double toUnit(double x, double low, double high) {
            return (x - low) / (high - low);
        }

        @Override
        double fromUnit(double u, double low, double high) {
            return low + u * (high - low);
        }
    },
    /** Equal ratios are equally far apart; the range must be above 0. */
    LOG {
        @Override
        double toUnit(double x, double low, double high) {
            return Math.log(x / low) / Math.log(high / low);
        }

        @Override
        double fromUnit(double u, double low, double high) {
            return low * Math.exp(u * Math.log(high / low));
        }
    },
    /** The mirror image of {@link #LOG}: finest near the upper end (Golovin et al., KDD 2017). */
    REVERSE_LOG {
        @Override
        double toUnit(double x, double low, double high) {
            return 1 - LOG.toUnit(low + high - x, low, high);
        }

        @Override
        double fromUnit(double u, double low, double high) {
            return low + high - LOG.fromUnit(1 - u, low, high);
        }
    };

    abstract double toUnit(double x, double low, double high);

    abstract double fromUnit(double u, double low, double high);

    void check(String name, double low, double high) {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new InvalidSearch(
                    "parameter '%s': a range needs finite low <= high, got [%s, %s]".formatted(name, low, high));
        }
        if (this != LINEAR && low <= 0) {
            throw new InvalidSearch("parameter '%s': a log scale needs low > 0, got %s".formatted(name, low));
        }
    }
}
