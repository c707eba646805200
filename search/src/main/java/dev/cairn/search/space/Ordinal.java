package dev.cairn.search.space;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One of several levels, given from least to greatest. */
public record Ordinal(String name, List<Value> levels, Optional<Value> prior, Optional<Expression> when)
        implements Parameter {
    public Ordinal {
        Axes.checkName(name);
        levels = Axes.checkLevels(name, levels);
        Axes.checkPrior(name, levels, prior);
    }

    public static Ordinal of(String name, Object... levels) {
        return new Ordinal(name, Arrays.stream(levels).map(Value::of).toList(), Optional.empty(), Optional.empty());
    }

    public Ordinal when(String condition) {
        return renamed(name, Optional.of(Expression.parse(condition)));
    }

    public Ordinal near(Object believed) {
        return new Ordinal(name, levels, Optional.of(Value.of(believed)), when);
    }

    @Override
    public Value decode(double unit) {
        return levels.get(Axes.cell(unit, levels.size()));
    }

    @Override
    public double encode(Value value) {
        check(value);
        return Axes.middle(Axes.levelOf(levels, value), levels.size());
    }

    @Override
    public boolean contains(Value value) {
        return Axes.levelOf(levels, value) >= 0;
    }

    @Override
    public double cardinality() {
        return levels.size();
    }

    @Override
    public Ordinal renamed(String newName, Optional<Expression> newWhen) {
        return new Ordinal(newName, levels, prior, newWhen);
    }

    @Override
    public String rule() {
        return "one of the ordered " + Axes.raw(levels);
    }
}
