package dev.cairn.search.space;

import java.util.Optional;

/** The numbers from {@code low} to {@code high}. */
public record Range(double low, double high) {
    static Range of(double number) {
        return new Range(number, number);
    }

    /** The numbers that a parameter takes between two places of the unit interval; empty where it takes others than numbers. */
    public static Optional<Range> between(Parameter parameter, double from, double to) {
        Optional<Double> low = Axes.number(parameter.decode(from));
        Optional<Double> high = Axes.number(parameter.decode(to));
        return parameter instanceof Real || parameter instanceof Int
                ? low.flatMap(a -> high.map(b -> new Range(a, b)))
                : Optional.empty();
    }

    Range negative() {
        return new Range(-high, -low);
    }

    Range plus(Range other) {
        return new Range(low + other.low, high + other.high);
    }

    Range times(Range other) {
        double a = low * other.low;
        double b = low * other.high;
        double c = high * other.low;
        double d = high * other.high;
        return new Range(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    /** Empty where the divisor may be 0. */
    Optional<Range> over(Range other) {
        return other.low > 0 || other.high < 0
                ? Optional.of(times(new Range(1 / other.high, 1 / other.low)))
                : Optional.empty();
    }

    boolean finite() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
