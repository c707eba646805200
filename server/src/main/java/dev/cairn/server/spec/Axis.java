package dev.cairn.server.spec;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Ordinal;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.Scale;
import dev.cairn.search.space.Value;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A parameter as spelled: {@code {float: [1e-5, 1e-1], log: true, when: "layers > 1"}}. */
record Axis(
        @Key(value = "Real numbers from low to high", name = "float", form = RangeForm.Reals.class)
        Optional<Range> real,

        @Key(value = "Whole numbers from low to high", name = "int", form = RangeForm.Wholes.class)
        Optional<Range> whole,

        @Key(value = "One of these, in no order", form = LevelsForm.class)
        Optional<List<Value>> choice,

        @Key(value = "One of these, in this order", form = LevelsForm.class)
        Optional<List<Value>> ordinal,

        @Key("Equal ratios are equally far apart: short for scale: log")
        Optional<Boolean> log,

        @Key("How the range is stretched") Optional<Scale> scale,

        @Key(value = "Distance between neighbouring values", low = 0)
        Optional<Double> step,

        @Key(value = "The value believed to be good", form = ValueForm.class)
        Optional<Value> prior,

        @Key(value = "Condition under which the parameter exists", form = ExpressionForm.class)
        Optional<Expression> when) {
    Axis {
        if (Stream.of(real, whole, choice, ordinal).filter(Optional::isPresent).count() != 1) {
            throw new Misfit(
                    "",
                    "A parameter has exactly one of float, int, choice and ordinal.",
                    "Write it like {float: [0, 1]} or {choice: [a, b]}.");
        }
        if (real.isEmpty() && whole.isEmpty()) {
            refuse(log.isPresent(), "log");
            refuse(scale.isPresent(), "scale");
            refuse(step.isPresent(), "step");
        }
        if (log.isPresent() && scale.isPresent()) {
            throw new Misfit("log", "Either log or scale, not both.", "Keep scale.");
        }
        Scale stretched = scale(log, scale);
        real.ifPresent(range -> check("float", range, stretched));
        whole.ifPresent(range -> check("int", range, stretched));
        if (step.isPresent() && !(step.get() > 0)) {
            throw new Misfit(Code.OUT_OF_RANGE, "step", "A step must be above 0; got " + step.get() + ".", "");
        }
        if (whole.isPresent() && step.isPresent() && step.get() != Math.rint(step.get())) {
            throw new Misfit(
                    Code.OUT_OF_RANGE, "step", "The step of an int must be whole; got " + step.get() + ".", "");
        }
        checkLevels("choice", choice);
        checkLevels("ordinal", ordinal);
    }

    private static void refuse(boolean present, String name) {
        if (present) {
            throw new Misfit(name, "'" + name + "' goes with float and int only.", "Leave it out.");
        }
    }

    private static Scale scale(Optional<Boolean> log, Optional<Scale> scale) {
        return scale.orElse(log.orElse(false) ? Scale.LOG : Scale.LINEAR);
    }

    private static void check(String kind, Range range, Scale scale) {
        if (!(range.low() < range.high())) {
            String hint = range.low() == range.high() ? "Write the bare value to fix it." : "Swap them.";
            throw new Misfit(
                    Code.OUT_OF_RANGE,
                    kind,
                    "low must be below high; got [%s, %s].".formatted(number(range.low()), number(range.high())),
                    hint);
        }
        if (scale != Scale.LINEAR && range.low() <= 0) {
            throw new Misfit(
                    Code.OUT_OF_RANGE,
                    kind + "/0",
                    "A log scale needs low > 0; got %s.".formatted(number(range.low())),
                    kind.equals("int") ? "Try 1." : "Try 1e-5.");
        }
    }

    private static void checkLevels(String kind, Optional<List<Value>> levels) {
        if (levels.isPresent() && levels.get().isEmpty()) {
            throw new Misfit(Code.OUT_OF_RANGE, kind, "There is nothing to choose from.", "Name at least one level.");
        }
        if (levels.isPresent()
                && levels.get().stream().distinct().count() < levels.get().size()) {
            throw new Misfit(Code.DUPLICATE, kind, "A level is there twice.", "Name each level once.");
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** @throws dev.cairn.search.InvalidSearch when there is no such parameter, for example as the prior lies outside */
    Parameter named(String name) {
        Scale stretched = scale(log, scale);
        if (real.isPresent()) {
            OptionalDouble stride = step.map(OptionalDouble::of).orElse(OptionalDouble.empty());
            return new Real(name, real.get().low(), real.get().high(), stretched, stride, prior, when);
        }
        if (whole.isPresent()) {
            long stride = Math.round(step.orElse(1.0));
            return new Int(name, (long) whole.get().low(), (long) whole.get().high(), stretched, stride, prior, when);
        }
        return choice.isPresent()
                ? new Choice(name, choice.get(), prior, when)
                : new Ordinal(name, ordinal.orElseThrow(), prior, when);
    }

    /** The spelling of a parameter. */
    static Axis of(Parameter parameter) {
        Optional<Value> prior = parameter.prior();
        Optional<Expression> when = parameter.when();
        if (parameter instanceof Real real) {
            Optional<Double> step =
                    real.step().isPresent() ? Optional.of(real.step().getAsDouble()) : Optional.empty();
            return new Axis(
                    Optional.of(new Range(real.low(), real.high())),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    said(real.scale()),
                    step,
                    prior,
                    when);
        }
        if (parameter instanceof Int whole) {
            Optional<Double> step = whole.step() > 1 ? Optional.of((double) whole.step()) : Optional.empty();
            return new Axis(
                    Optional.empty(),
                    Optional.of(new Range(whole.low(), whole.high())),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    said(whole.scale()),
                    step,
                    prior,
                    when);
        }
        Optional<List<Value>> choice = parameter instanceof Choice c ? Optional.of(c.levels()) : Optional.empty();
        Optional<List<Value>> ordinal = parameter instanceof Ordinal o ? Optional.of(o.levels()) : Optional.empty();
        return new Axis(
                Optional.empty(),
                Optional.empty(),
                choice,
                ordinal,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                prior,
                when);
    }

    private static Optional<Scale> said(Scale scale) {
        return scale == Scale.LINEAR ? Optional.empty() : Optional.of(scale);
    }
}
