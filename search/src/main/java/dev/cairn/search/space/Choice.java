package dev.cairn.search.space;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One of several levels that have no order. */
public record Choice(String name, List<Value> levels, Optional<Value> prior, Optional<Expression> when)
        implements Parameter {
    public Choice {
        Axes.checkName(name);
        levels = Axes.checkLevels(name, levels);
        Axes.checkPrior(name, levels, prior);
    }

    public static Choice of(String name, Object... levels) {
        return new Choice(name, Arrays.stream(levels).map(Value::of).toList(), Optional.empty(), Optional.empty());
    }

    public Choice when(String condition) {
        return renamed(name, Optional.of(Expression.parse(condition)));
    }

    public Choice near(Object believed) {
        return new Choice(name, levels, Optional.of(Value.of(believed)), when);
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
    public boolean unordered() {
        return levels.size() > 2;
    }

    @Override
    public Choice renamed(String newName, Optional<Expression> newWhen) {
        return new Choice(newName, levels, prior, newWhen);
    }

    @Override
    public String rule() {
        return "one of " + Axes.raw(levels);
    }
}
