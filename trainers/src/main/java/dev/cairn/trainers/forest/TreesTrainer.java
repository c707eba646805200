package dev.cairn.trainers.forest;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Inputs;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.forest.Sample.Drawing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What random forests and extra-trees have in common: all but how rows and cuts are drawn. */
abstract class TreesTrainer implements Trainer {
    /** The room for the trees of one fold; all folds of a trial share a heap of 256 MiB. */
    private static final long MOST_BYTES = 32L << 20;

    private static final int BYTES_PER_LEAF = 20;
    private static final int MOST_CLASSES = 1_000;
    private static final double FEWEST_FEATURES = 0.02;

    abstract boolean randomCuts();

    /** Whether a tree draws its rows with replacement. */
    abstract boolean replaced();

    /** The share of the features that a split is usually chosen from. */
    abstract double usualFeatures(TaskShape shape);

    abstract int usualMinLeaf(TaskShape shape);

    @Override
    public Inputs inputs() {
        return Inputs.COLUMNS;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return tooLarge(shape);
    }

    /** A reason when no tree of ours can take the task. */
    static Optional<String> tooLarge(TaskShape shape) {
        if (features(shape) >= Tree.MOST_FEATURES) {
            return Optional.of("its trees number up to " + Tree.MOST_FEATURES + " features, got " + features(shape));
        }
        return shape.classes() > MOST_CLASSES
                ? Optional.of("it takes at most " + MOST_CLASSES + " classes, got " + shape.classes())
                : Optional.empty();
    }

    static int features(TaskShape shape) {
        return shape.numericFeatures() + shape.categoricalFeatures();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Real.log("features", FEWEST_FEATURES, 1).near(share(shape)));
        parameters.add(Int.log("minLeaf", 1, 64).near(usualMinLeaf(shape)));
        parameters.add(Real.of("rows", 0.3, 1).near(1));
        if (shape.task().classification()) {
            parameters.add(Choice.of("criterion", "gini", "entropy").near("gini"));
        }
        return new SearchSpace(parameters, List.of());
    }

    private double share(TaskShape shape) {
        return Math.max(FEWEST_FEATURES, Math.min(1, usualFeatures(shape)));
    }

    static double squareRoot(TaskShape shape) {
        return 1 / Math.sqrt(features(shape));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("features", share(shape));
        values.put("minLeaf", usualMinLeaf(shape));
        values.put("rows", 1.0);
        if (shape.task().classification()) {
            values.put("criterion", "gini");
            values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        }
        values.put("depth", 64);
        values.put("leaves", 0);
        values.put("trees", shape.rows() <= 5_000 ? 300 : 150);
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return Math.toIntExact(values.whole("trees"));
    }

    @Override
    public int stepsPerMeasurement() {
        return 10;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        Drawing drawing = new Drawing(values.real("rows"), replaced());
        return new ForestLearner(fold, settings(fold, values), drawing, maxSteps(values), 1, values, seed, device);
    }

    private TreeSettings settings(FoldData fold, Values values) {
        int features = (int) Math.round(values.real("features") * features(fold.shape()));
        int leaves = Math.toIntExact(values.whole("leaves"));
        long leavesThatFit = Math.min(Tree.MOST_SETS, MOST_BYTES / BYTES_PER_LEAF / values.whole("trees"));
        long fewestRows = (fold.train().size() + leavesThatFit - 1) / Math.max(1, leavesThatFit);
        return new TreeSettings(
                Math.max(1, features),
                Math.toIntExact(values.whole("depth")),
                leaves == 0 ? TreeSettings.UNLIMITED : Math.max(2, leaves),
                (int) Math.max(values.whole("minLeaf"), fewestRows),
                criterion(fold.shape(), values),
                randomCuts());
    }

    static Criterion criterion(TaskShape shape, Values values) {
        boolean entropy =
                shape.task().classification() && values.text("criterion").equals("entropy");
        return entropy ? Criterion.ENTROPY : Criterion.GINI;
    }
}
