package dev.cairn.trainers;

import dev.cairn.search.space.Int;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.feature.FeatureSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A trainer within bounds that keep its models readable, in the sense that a person can go through a whole model by hand (simulatability; Lipton,
 * ACM Queue 2018, §3.1.1): {@code linear} of at most {@value #MOST_TERMS} inputs in their own units, {@code cart} of at most {@value #MOST_LEAVES}
 * answers and {@value #MOST_DEPTH} questions in a row. Naive Bayes is not among them: each of its answers depends on every column.
 */
public record Interpretable(Trainer trainer) implements Trainer {
    public static final int MOST_TERMS = 20;
    public static final int MOST_LEAVES = 16;
    public static final int MOST_DEPTH = 5;

    private static final String LINEAR = "linear";
    private static final String CART = "cart";
    private static final String LEAVES = "leaves";
    private static final String DEPTH = "depth";
    private static final String TERMS = "maxTerms";

    /** The trainers whose models can be read. */
    public static final List<String> NAMES = List.of(LINEAR, CART);

    /** Of the ways to prepare columns, those whose results still are numbers and levels that a reader knows. */
    private static final Map<String, Set<String>> PREPARED = Map.of(
            FeatureSettings.SCALING, Set.of("own"),
            FeatureSettings.CATEGORIES, Set.of("own", "oneHot", "ordinal"),
            FeatureSettings.DATES, Set.of("days"),
            FeatureSettings.TEXT, Set.of("none", "tfidf"));

    /** This trainer within the bounds, if it is one whose models can be read. */
    public static Optional<Trainer> of(Trainer trainer) {
        return NAMES.contains(trainer.name()) ? Optional.of(new Interpretable(trainer)) : Optional.empty();
    }

    @Override
    public String name() {
        return trainer.name();
    }

    @Override
    public Inputs inputs() {
        return trainer.inputs();
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        if (shape.task() == Task.MULTILABEL) {
            return Optional.of("several columns have a model each, which cannot be shown together yet");
        }
        return shape.image().isPresent()
                ? Optional.of("a weight for each pixel is nothing that a person can read")
                : trainer.cannotFitBecause(shape);
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        SearchSpace own = trainer.space(shape);
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : own.parameters()) {
            switch (parameter.name()) {
                case LEAVES -> parameters.add(Int.log(LEAVES, 2, MOST_LEAVES).near(12));
                case DEPTH -> parameters.add(Int.of(DEPTH, 1, MOST_DEPTH).near(4));
                default -> {
                    if (!PREPARED.containsKey(parameter.name())) {
                        parameters.add(parameter);
                    }
                }
            }
        }
        if (trainer.name().equals(LINEAR)) {
            parameters.add(Int.log(TERMS, 3, MOST_TERMS).near(MOST_TERMS));
        }
        return new SearchSpace(parameters, own.constraints());
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Value> values = new LinkedHashMap<>(trainer.defaults(shape).byName());
        Map<String, Object> bounded = Map.of(LEAVES, 12, DEPTH, 4, TERMS, MOST_TERMS, FeatureSettings.DATES, "days");
        values.replaceAll((name, value) ->
                Optional.ofNullable(bounded.get(name)).map(Value::of).orElse(value));
        return new Values(values);
    }

    @Override
    public Optional<String> fault(String parameter, Value value) {
        return switch (parameter) {
            case LEAVES -> beyond(parameter, value, 2, MOST_LEAVES);
            case DEPTH -> beyond(parameter, value, 1, MOST_DEPTH);
            case TERMS -> beyond(parameter, value, 1, MOST_TERMS);
            default -> prepared(parameter, value);
        };
    }

    private static Optional<String> beyond(String parameter, Value value, int low, int high) {
        double number = value instanceof Value.Whole whole
                ? whole.number()
                : value instanceof Value.Num real ? real.number() : Double.NaN;
        return number >= low && number <= high
                ? Optional.empty()
                : Optional.of("with 'interpretable', '%s' is from %d to %d; got %s"
                        .formatted(parameter, low, high, value.raw()));
    }

    private Optional<String> prepared(String parameter, Value value) {
        Set<String> allowed = PREPARED.get(parameter);
        if (allowed != null && !allowed.contains(String.valueOf(value.raw()))) {
            return Optional.of("with 'interpretable', '%s' is %s; got %s"
                    .formatted(
                            parameter,
                            String.join(" or ", allowed.stream().sorted().toList()),
                            value.raw()));
        }
        return trainer.fault(parameter, value);
    }

    @Override
    public int maxSteps(Values values) {
        return trainer.maxSteps(values);
    }

    @Override
    public int stepsPerMeasurement() {
        return trainer.stepsPerMeasurement();
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) throws TrainingFailure {
        return trainer.start(fold, values, seed, device);
    }
}
