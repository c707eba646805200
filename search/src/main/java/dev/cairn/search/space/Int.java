package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.Optional;
import java.util.OptionalDouble;

/** A whole number of {@code low, low + step, …} up to {@code high}. */
public record Int(
        String name, long low, long high, Scale scale, long step, Optional<Value> prior, Optional<Expression> when)
        implements Parameter {
    /** Beyond this a double no longer tells neighbours apart. */
    private static final long LIMIT = 1L << 52;

    public Int {
        Axes.checkName(name);
        scale.check(name, (double) low, (double) high);
        if (low < -LIMIT || high > LIMIT) {
            throw new InvalidSearch(
                    "parameter '%s': whole numbers go to ±2^52, got [%d, %d]".formatted(name, low, high));
        }
        if (step < 1) {
            throw new InvalidSearch("parameter '%s': step must be >= 1, got %d".formatted(name, step));
        }
        numeric(low, high, scale, step).prior(name, prior);
    }

    public static Int of(String name, long low, long high) {
        return new Int(name, low, high, Scale.LINEAR, 1, Optional.empty(), Optional.empty());
    }

    public static Int log(String name, long low, long high) {
        return new Int(name, low, high, Scale.LOG, 1, Optional.empty(), Optional.empty());
    }

    public Int when(String condition) {
        return renamed(name, Optional.of(Expression.parse(condition)));
    }

    public Int near(long believed) {
        return new Int(name, low, high, scale, step, Optional.of(new Value.Whole(believed)), when);
    }

    @Override
    public Value decode(double unit) {
        return new Value.Whole(Math.round(numeric().decode(unit)));
    }

    @Override
    public double encode(Value value) {
        check(value);
        return numeric().encode(Axes.number(value).orElseThrow());
    }

    @Override
    public boolean contains(Value value) {
        return Axes.number(value)
                .filter(x -> x == Math.rint(x) && numeric().contains(x))
                .isPresent();
    }

    @Override
    public double cardinality() {
        return numeric().cardinality();
    }

    @Override
    public Int renamed(String newName, Optional<Expression> newWhen) {
        return new Int(newName, low, high, scale, step, prior, newWhen);
    }

    @Override
    public String rule() {
        return "a whole number in [%d, %d]%s".formatted(low, high, step > 1 ? " in steps of " + step : "");
    }

    private Numeric numeric() {
        return numeric(low, high, scale, step);
    }

    private static Numeric numeric(long low, long high, Scale scale, long step) {
        return Numeric.of((double) low, (double) high, scale, OptionalDouble.of((double) step));
    }
}
