package dev.cairn.trainers.metric;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Clusters;
import dev.cairn.trainers.data.Predictions.Marginals;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Predictions.Values;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How good predictions are. Macro averages weigh every class alike, weighted ones by its number of rows; a class that is neither true nor
 * predicted anywhere takes no part. A ratio of nothing to nothing counts as 0. ROC AUC and PR AUC of more than two classes are the macro average of
 * one class against the rest, over the classes for which it is defined.
 */
public enum Metric {
    ACCURACY("accuracy", Direction.MAXIMIZE, confusion(Confusion::accuracy)),
    BALANCED_ACCURACY("balancedAccuracy", Direction.MAXIMIZE, confusion(Confusion::balancedAccuracy)),
    PRECISION_MACRO("precisionMacro", Direction.MAXIMIZE, confusion(c -> c.macro(c::precision))),
    PRECISION_WEIGHTED("precisionWeighted", Direction.MAXIMIZE, confusion(c -> c.weighted(c::precision))),
    RECALL_MACRO("recallMacro", Direction.MAXIMIZE, confusion(c -> c.macro(c::recall))),
    RECALL_WEIGHTED("recallWeighted", Direction.MAXIMIZE, confusion(c -> c.weighted(c::recall))),
    F1_MACRO("f1Macro", Direction.MAXIMIZE, confusion(c -> c.macro(c::f1))),
    F1_WEIGHTED("f1Weighted", Direction.MAXIMIZE, confusion(c -> c.weighted(c::f1))),
    ROC_AUC("rocAuc", Direction.MAXIMIZE, classes(Ranking::rocAuc)),
    PR_AUC("prAuc", Direction.MAXIMIZE, classes(Ranking::averagePrecision)),
    LOG_LOSS("logLoss", Direction.MINIMIZE, classes(LogLoss::new)),
    RMSE("rmse", Direction.MINIMIZE, numbers(RegressionError::rmse)),
    MAE("mae", Direction.MINIMIZE, numbers(RegressionError::mae)),
    R2("r2", Direction.MAXIMIZE, numbers(RegressionError::r2)),
    /** Correlation of truth and prediction, from -1 to 1, 0 by chance. */
    MCC("mcc", Direction.MAXIMIZE, confusion(Confusion::matthews)),
    /** Agreement of truth and prediction beyond chance, from -1 to 1. */
    KAPPA("kappa", Direction.MAXIMIZE, confusion(Confusion::kappa)),
    /** Mean squared error of the probabilities, from 0 to 1 for two classes and to 2 for more. */
    BRIER("brier", Direction.MINIMIZE, classes(Calibration::brier)),
    /** How far the probability of the predicted class is from how often it is right, from 0 to 1. */
    CALIBRATION_ERROR("calibrationError", Direction.MINIMIZE, classes(Calibration::error)),
    /** Mean error in units of the truth, from 0; 1 is an error as large as the truth. */
    MAPE("mape", Direction.MINIMIZE, numbers(RegressionError::mape)),
    /** Root of the mean squared difference of {@code log(1 + y)}, from 0. */
    RMSLE("rmsle", Direction.MINIMIZE, numbers(RegressionError::rmsle)),
    /** Mean pinball loss of the predictions taken for the 10 % quantile, from 0; so the next ones. */
    PINBALL_10("pinball10", 0.1),
    PINBALL_25("pinball25", 0.25),
    PINBALL_50("pinball50", 0.5),
    PINBALL_75("pinball75", 0.75),
    PINBALL_90("pinball90", 0.9),
    /** Of several labels: the share of cells that are wrong, from 0 to 1. */
    HAMMING_LOSS("hammingLoss", Direction.MINIMIZE, labels(LabelScores::hammingLoss)),
    MICRO_F1("microF1", Direction.MAXIMIZE, labels(LabelScores::microF1)),
    MACRO_F1("macroF1", Direction.MAXIMIZE, labels(LabelScores::macroF1)),
    /** Of several labels: the mean of their ROC AUC. */
    MEAN_AUC("meanAuc", Direction.MAXIMIZE, new OfLabels(LabelScores::meanAuc)),
    /** Of several labels: the share of rows all of whose labels are right. */
    SUBSET_ACCURACY("subsetAccuracy", Direction.MAXIMIZE, labels(LabelScores::subsetAccuracy)),
    /** Of clusters: how much nearer rows lie to their own than to the next one, from -1 to 1; see {@link Silhouette}. */
    SILHOUETTE("silhouette", Direction.MAXIMIZE, clusters(Silhouette::scorer)),
    /** Of clusters: how far apart their centres lie for how wide they are, from 0; see {@link VarianceRatio}. */
    CALINSKI_HARABASZ("calinskiHarabasz", Direction.MAXIMIZE, clusters(VarianceRatio::scorer)),
    /** Of clusters: how alike models of different rows divide the same ones, from -1 to 1; see {@link Agreement}. */
    STABILITY("stability", Direction.MAXIMIZE, new OfModels()),
    /** How many clusters there are. */
    CLUSTERS("clusters", Direction.MINIMIZE, clusters((where, said) -> ClusterCounts.clusters(said))),
    /** The share of rows that belong to no cluster. */
    NOISE("noise", Direction.MINIMIZE, clusters((where, said) -> ClusterCounts.noise(said)));

    /** Short names that people use, and what they mean here. */
    private static final Map<String, Metric> ALIASES =
            Map.of("precision", PRECISION_MACRO, "recall", RECALL_MACRO, "f1", F1_MACRO, "ece", CALIBRATION_ERROR);

    private final String wireName;
    private final Direction direction;

    @SuppressWarnings("ImmutableEnumChecker") // a record of a function without state
    private final Family family;

    private final double quantile;

    Metric(String wireName, Direction direction, Family family) {
        this(wireName, direction, family, Double.NaN);
    }

    Metric(String wireName, double quantile) {
        this(wireName, Direction.MINIMIZE, numbers((t, p) -> RegressionError.pinball(t, p, quantile)), quantile);
    }

    Metric(String wireName, Direction direction, Family family, double quantile) {
        this.wireName = wireName;
        this.direction = direction;
        this.family = family;
        this.quantile = quantile;
    }

    public String wireName() {
        return wireName;
    }

    public Direction direction() {
        return direction;
    }

    /** The quantile that predictions are taken for; empty for the metrics of a mean or a class. */
    public OptionalDouble quantile() {
        return Double.isNaN(quantile) ? OptionalDouble.empty() : OptionalDouble.of(quantile);
    }

    public boolean fits(Task task) {
        return family.fits(task);
    }

    /** Whether it compares what several models say of the same rows, so that what one says has none. */
    public boolean comparesModels() {
        return family instanceof OfModels;
    }

    /** Whether it sees only which class is taken for the answer, and not how probable the classes are. */
    public boolean ofDecisions() {
        return family instanceof OfClasses classes && classes.decided();
    }

    public double compute(Target truth, Predictions predictions) {
        int[] once = new int[truth.rows()];
        Arrays.fill(once, 1);
        return scorer(truth, predictions).score(once);
    }

    /** Prepares what all resamples share, such as the order of the scores. */
    public Scorer scorer(Target truth, Predictions predictions) {
        if (truth.rows() != predictions.rows()) {
            throw new InvalidFrame(wireName + " needs as many predictions as rows, got " + predictions.rows() + " for "
                    + truth.rows());
        }
        return family.scorer(this, truth, predictions);
    }

    public static List<Metric> fitting(Task task) {
        return Stream.of(values()).filter(metric -> metric.fits(task)).toList();
    }

    /** What is computed of every model: a quantile's loss says nothing of one that predicts means, so it is computed where it is the objective. */
    public static List<Metric> usual(Task task) {
        return fitting(task).stream()
                .filter(metric -> metric.quantile().isEmpty())
                .toList();
    }

    /** By wire name or alias; letter case does not matter. */
    public static Optional<Metric> named(String name) {
        Optional<Metric> exact = Stream.of(values())
                .filter(metric -> metric.wireName.equalsIgnoreCase(name))
                .findFirst();
        return exact.or(() -> Optional.ofNullable(ALIASES.get(name.toLowerCase(Locale.ROOT))));
    }

    /** Wire names, then aliases. */
    public static List<String> names() {
        return Stream.concat(
                        Stream.of(values()).map(Metric::wireName),
                        ALIASES.keySet().stream().sorted())
                .toList();
    }

    /** Whether a metric is of classes, of numbers, of several labels or of clusters, and how it is prepared. */
    private sealed interface Family {
        boolean fits(Task task);

        Scorer scorer(Metric metric, Target truth, Predictions predictions);
    }

    private record OfClasses(boolean decided, BiFunction<Target.Classes, Probabilities, Scorer> preparation)
            implements Family {
        @Override
        public boolean fits(Task task) {
            return task == Task.BINARY || task == Task.MULTICLASS;
        }

        @Override
        public Scorer scorer(Metric metric, Target truth, Predictions predictions) {
            if (truth instanceof Target.Classes classes && predictions instanceof Probabilities probabilities) {
                if (classes.classes() != probabilities.classes()) {
                    throw new InvalidFrame(metric.wireName + " needs one probability per class, got "
                            + probabilities.classes() + " for " + classes.classes() + " classes");
                }
                return preparation.apply(classes, probabilities);
            }
            throw new InvalidFrame(metric.wireName + " needs classes and their probabilities, got numbers");
        }
    }

    private record OfNumbers(BiFunction<double[], double[], Scorer> preparation) implements Family {
        @Override
        public boolean fits(Task task) {
            return task == Task.REGRESSION;
        }

        @Override
        public Scorer scorer(Metric metric, Target truth, Predictions predictions) {
            if (truth instanceof Target.Numbers numbers && predictions instanceof Values values) {
                return preparation.apply(numbers.values(), values.values());
            }
            throw new InvalidFrame(metric.wireName + " needs numbers, got classes");
        }
    }

    private record OfLabels(BiFunction<Target.Labels, Marginals, Scorer> preparation) implements Family {
        @Override
        public boolean fits(Task task) {
            return task == Task.MULTILABEL;
        }

        @Override
        public Scorer scorer(Metric metric, Target truth, Predictions predictions) {
            if (truth instanceof Target.Labels labels
                    && predictions instanceof Marginals said
                    && labels.count() == said.labels()) {
                return preparation.apply(labels, said);
            }
            throw new InvalidFrame(metric.wireName + " needs several labels and a probability for each");
        }
    }

    private record OfClusters(BiFunction<Target.Unlabelled, Clusters, Scorer> preparation) implements Family {
        @Override
        public boolean fits(Task task) {
            return task == Task.CLUSTERING;
        }

        @Override
        public Scorer scorer(Metric metric, Target truth, Predictions predictions) {
            if (truth instanceof Target.Unlabelled where && predictions instanceof Clusters said) {
                return preparation.apply(where, said);
            }
            throw new InvalidFrame(metric.wireName() + " needs clusters of rows without a target");
        }
    }

    private record OfModels() implements Family {
        @Override
        public boolean fits(Task task) {
            return task == Task.CLUSTERING;
        }

        @Override
        public Scorer scorer(Metric metric, Target truth, Predictions predictions) {
            return counts -> Double.NaN;
        }
    }

    private static Family clusters(BiFunction<Target.Unlabelled, Clusters, Scorer> preparation) {
        return new OfClusters(preparation);
    }

    private static Family labels(ToDoubleFunction<LabelScores> summary) {
        return new OfLabels((truth, said) -> LabelScores.of(truth, said, summary));
    }

    private static Family classes(BiFunction<Target.Classes, Probabilities, Scorer> preparation) {
        return new OfClasses(false, preparation);
    }

    private static Family numbers(BiFunction<double[], double[], Scorer> preparation) {
        return new OfNumbers(preparation);
    }

    private static Family confusion(ToDoubleFunction<Confusion> summary) {
        return new OfClasses(true, (truth, predictions) -> {
            int[] predicted = new int[truth.rows()];
            Arrays.setAll(predicted, predictions::best);
            return counts -> summary.applyAsDouble(new Confusion(truth.codes(), predicted, counts, truth.classes()));
        });
    }
}
