package dev.cairn.trainers;

import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.feature.FeatureSettings;
import dev.cairn.trainers.feature.FeatureSettings.Categories;
import dev.cairn.trainers.feature.Pipeline;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A trainer whose columns are prepared inside each fold, as its {@link FeatureParameters} say. Where they leave all to the trainer, it gets the very
 * frame that it would have got alone.
 */
record Featured(Trainer trainer) implements Trainer {
    /** Features that are made or chosen by what they tell about the target. */
    private static final Set<String> BY_TARGET = Set.of(FeatureSettings.CATEGORIES, FeatureSettings.KEEP);

    @Override
    public String name() {
        return trainer.name();
    }

    @Override
    public Inputs inputs() {
        return trainer.inputs();
    }

    @Override
    public boolean unsupervised() {
        return trainer.unsupervised();
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        if (shape.task() == Task.CLUSTERING && !trainer.unsupervised()) {
            return Optional.of("it learns from a target, and a clustering has none");
        }
        return trainer.cannotFitBecause(shape);
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        SearchSpace own = trainer.space(shape);
        List<Parameter> parameters = new ArrayList<>(own.parameters());
        FeatureParameters.searched(shape, trainer.inputs()).stream()
                .filter(parameter -> !trainer.unsupervised() || !BY_TARGET.contains(parameter.name()))
                .forEach(parameters::add);
        return new SearchSpace(parameters, own.constraints());
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Value> values = new LinkedHashMap<>(trainer.defaults(shape).byName());
        values.putAll(FeatureParameters.defaults(shape));
        return new Values(values);
    }

    @Override
    public Optional<String> fault(String parameter, Value value) {
        if (parameter.equals(ClassWeights.PARAMETER)) {
            return ClassWeights.fault(value);
        }
        if (parameter.equals(Monotone.PARAMETER)) {
            return Monotone.fault(value);
        }
        if (!FeatureParameters.NAMES.contains(parameter)) {
            return trainer.fault(parameter, value);
        }
        try {
            FeatureSettings settings = FeatureSettings.of(Values.NONE.with(parameter, value));
            boolean byTarget = settings.categories() == Categories.TARGET || settings.keep() < 1;
            return trainer.unsupervised() && byTarget
                    ? Optional.of("'" + name() + "' learns without the target, which this would bring in")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
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
    public Set<String> changeable() {
        return trainer.changeable();
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) throws TrainingFailure {
        refuse(fold, values);
        FeatureSettings settings = settings(values);
        if (trainer.unsupervised() && (settings.categories() == Categories.TARGET || settings.keep() < 1)) {
            throw new TrainingFailure(
                    Kind.DATA, "it learns without the target, which target encoding and keep bring in");
        }
        Frame frame = fold.train().frame();
        if (frame.image().isPresent() || Pipeline.idle(frame, settings)) {
            return trainer.start(fold, values, seed, device);
        }
        Pipeline pipeline = Pipeline.fit(fold.train(), settings, Seeds.of(seed, "features"));
        RowSet learned = pipeline.learned();
        TaskShape shape = TaskShape.of(learned.frame());
        Optional<String> reason = trainer.cannotFitBecause(shape);
        if (reason.isPresent()) {
            throw new TrainingFailure(Kind.DATA, name() + " cannot fit the prepared features: " + reason.get());
        }
        FoldData prepared = new FoldData(fold.fold(), learned, shape, fold.objective());
        return new FeaturedLearner(pipeline, trainer.start(prepared, values, seed, device));
    }

    /** What cannot be seen in a value alone. */
    private static void refuse(FoldData fold, Values values) throws TrainingFailure {
        if (!Monotone.of(values).ofColumns().isEmpty()) {
            Optional<String> refusal = Monotone.refusal(fold.shape(), fold.objective(), values);
            if (refusal.isPresent()) {
                throw new TrainingFailure(Kind.DATA, refusal.get());
            }
        }
    }

    private static FeatureSettings settings(Values values) throws TrainingFailure {
        try {
            return FeatureSettings.of(values);
        } catch (IllegalArgumentException e) {
            throw new TrainingFailure(Kind.CODE, String.valueOf(e.getMessage()), e);
        }
    }
}
