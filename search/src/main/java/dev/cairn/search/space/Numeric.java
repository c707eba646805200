package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The map between a numeric range and [0, 1].
 *
 * <p>A stepped range is widened by half a step at both ends before it is scaled, so that each value owns a cell of the unit
 * interval, the first and the last as large as their neighbours. On a log scale the lower widening must stay above 0.
 */
record Numeric(double low, double high, Scale scale, double step, double from, double to) {
    static Numeric of(double low, double high, Scale scale, OptionalDouble step) {
        if (step.isEmpty()) {
            return new Numeric(low, high, scale, 0, low, high);
        }
        double size = step.getAsDouble();
        double last = low + Math.floor((high - low) / size * (1 + Axes.SLACK) + Axes.SLACK) * size;
        double below = scale == Scale.LINEAR ? size / 2 : Math.min(size / 2, low / 2);
        return new Numeric(low, Math.min(high, last), scale, size, low - below, last + size / 2);
    }

    double decode(double unit) {
        if (low == high) {
            return low;
        }
        double x = scale.fromUnit(Axes.clamp(unit, 0, 1), from, to);
        if (step > 0) {
            x = low + Math.rint((x - low) / step) * step;
        }
        return Axes.clamp(x, low, high);
    }

    double encode(double x) {
        return low == high ? 0.5 : Axes.clamp(scale.toUnit(Axes.clamp(x, low, high), from, to), 0, 1);
    }

    boolean contains(double x) {
        double slack = Axes.SLACK * Math.max(Math.abs(low), Math.abs(high));
        if (!(x >= low - slack && x <= high + slack)) {
            return false;
        }
        double steps = step > 0 ? (x - low) / step : 0;
        return Math.abs(steps - Math.rint(steps)) <= 1e-6;
    }

    double cardinality() {
        if (low == high) {
            return 1;
        }
        return step > 0 ? Math.rint((high - low) / step) + 1 : Double.POSITIVE_INFINITY;
    }

    void prior(String name, Optional<Value> prior) {
        prior.ifPresent(value -> {
            if (Axes.number(value).filter(this::contains).isEmpty()) {
                throw new InvalidSearch("parameter '%s': the prior must be a value of [%s, %s], got %s"
                        .formatted(name, low, high, value.raw()));
            }
        });
    }
}
