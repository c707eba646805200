package dev.cairn.trainers;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A trainer that learns several columns of two classes side by side, each with a model of its own and all with the same values: binary relevance
 * (Tsoumakas and Katakis, Int. J. of Data Warehousing and Mining 2007, §3.1). Of one target it is the trainer itself.
 */
record Relevance(Trainer trainer) implements Trainer {
    /** Each costs a model per fold. */
    private static final int MOST_LABELS = 100;

    private static boolean several(TaskShape shape) {
        return shape.task() == Task.MULTILABEL;
    }

    private static TaskShape one(TaskShape shape) {
        return several(shape) ? shape.ofOneLabel() : shape;
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
    public boolean unsupervised() {
        return trainer.unsupervised();
    }

    @Override
    public Optional<String> fault(String parameter, Value value) {
        return trainer.fault(parameter, value);
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        if (several(shape) && trainer.unsupervised()) {
            return Optional.of("it does not look at the target, so all columns would be said alike");
        }
        return several(shape) && shape.classes() > MOST_LABELS
                ? Optional.of("it fits a model for each of at most " + MOST_LABELS + " columns, got " + shape.classes())
                : trainer.cannotFitBecause(one(shape));
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return trainer.space(one(shape));
    }

    @Override
    public Values defaults(TaskShape shape) {
        return trainer.defaults(one(shape));
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
    public boolean sharesProcess() {
        return trainer.sharesProcess();
    }

    @Override
    public Set<String> changeable() {
        return trainer.changeable();
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) throws TrainingFailure {
        if (!(fold.train().frame().target() instanceof Target.Labels labels)) {
            return trainer.start(fold, values, seed, device);
        }
        List<Learner> learners = new ArrayList<>();
        try {
            for (int label = 0; label < labels.count(); label++) {
                learners.add(start(fold, labels, label, values, Seeds.of(seed, "label", label), device));
            }
            return new RelevanceLearner(learners);
        } catch (TrainingFailure e) {
            learners.forEach(Learner::close);
            throw e;
        }
    }

    private Learner start(FoldData fold, Target.Labels labels, int label, Values values, long seed, Device device)
            throws TrainingFailure {
        Frame frame = fold.train().frame();
        RowSet train = new RowSet(
                frame.with(labels.columns().get(label).name(), labels.of(label)),
                fold.train().rows());
        int[] counts = ((Target.Classes) train.target()).counts();
        if (counts[0] == 0 || counts[1] == 0) {
            return new Whole(() -> new Always(counts[1] > 0));
        }
        FoldData alone = new FoldData(fold.fold(), train, fold.shape().ofOneLabel(), Objective.of(Metric.LOG_LOSS));
        return trainer.start(alone, values, seed, device);
    }

    /** Of a label that all training rows have, or none. */
    private record Always(boolean yes) implements Whole.Model {
        @Override
        public long bytes() {
            return 1;
        }

        @Override
        public Predictions predict(RowSet rows) {
            double[] flat = new double[2 * rows.size()];
            for (int row = 0; row < rows.size(); row++) {
                flat[2 * row + (yes ? 1 : 0)] = 1;
            }
            return new Predictions.Probabilities(2, flat);
        }
    }
}
