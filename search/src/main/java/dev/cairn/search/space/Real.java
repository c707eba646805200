package dev.cairn.search.space;

import dev.cairn.search.InvalidSearch;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A real number of a closed range.
 *
 * @param step if present, only {@code low, low + step, …} are values
 */
public record Real(
        String name,
        double low,
        double high,
        Scale scale,
        OptionalDouble step,
        Optional<Value> prior,
        Optional<Expression> when)
        implements Parameter {
    public Real {
        Axes.checkName(name);
        scale.check(name, low, high);
        if (step.isPresent() && !(step.getAsDouble() > 0 && Double.isFinite(step.getAsDouble()))) {
            throw new InvalidSearch("parameter '%s': step must be > 0, got %s".formatted(name, step.getAsDouble()));
        }
        Numeric.of(low, high, scale, step).prior(name, prior);
    }

    public static Real of(String name, double low, double high) {
        return new Real(name, low, high, Scale.LINEAR, OptionalDouble.empty(), Optional.empty(), Optional.empty());
    }

    public static Real log(String name, double low, double high) {
        return new Real(name, low, high, Scale.LOG, OptionalDouble.empty(), Optional.empty(), Optional.empty());
    }

    public Real when(String condition) {
        return renamed(name, Optional.of(Expression.parse(condition)));
    }

    public Real near(double believed) {
        return new Real(name, low, high, scale, step, Optional.of(new Value.Num(believed)), when);
    }

    @Override
    public Value decode(double unit) {
        return new Value.Num(numeric().decode(unit));
    }

    @Override
    public double encode(Value value) {
        Numeric numeric = numeric();
        return Axes.number(value).filter(numeric::contains).map(numeric::encode).orElseThrow(() -> refusal(value));
    }

    @Override
    public boolean contains(Value value) {
        return Axes.number(value).filter(numeric()::contains).isPresent();
    }

    @Override
    public double cardinality() {
        return numeric().cardinality();
    }

    @Override
    public Real renamed(String newName, Optional<Expression> newWhen) {
        return new Real(newName, low, high, scale, step, prior, newWhen);
    }

    @Override
    public String rule() {
        String steps = step.isPresent() ? " in steps of " + step.getAsDouble() : "";
        return "a number in [%s, %s]%s".formatted(low, high, steps);
    }

    private Numeric numeric() {
        return Numeric.of(low, high, scale, step);
    }
}
