package dev.cairn.trainers;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What to try first when nobody said what to try: good configurations of many families, those that are cheap or mostly good on tables of this size
 * before the others. Breadth comes first, since different families err differently and are blended in the end (Feurer et al., Auto-sklearn 2.0,
 * JMLR 2022, §4.1 on portfolios).
 *
 * @param trainers in their order
 * @param points in their order; the trainers' own defaults are the points without values
 */
public record Portfolio(List<Trainer> trainers, List<Point> points) {
    /** Below, what is slow per row costs nothing, and smooth models are often best. */
    private static final int FEW_ROWS = 3_000;

    private static final int MANY_ROWS = 20_000;

    private static final String KERNEL = "kernelRidge";

    /** Five folds of it take some seconds at this many; its ways differ much from each other, so all are tried early. */
    private static final int FEW_FOR_KERNELS = 2_000;

    private static final List<String> SMALL = List.of(
            "linear",
            "kernelRidge",
            "xgboost",
            "extraTrees",
            "svm",
            "lightgbm",
            "forest",
            "fm",
            "mlp",
            "knn",
            "naiveBayes",
            "adaBoost",
            "cart",
            "kMeans",
            "hdbscan");
    private static final List<String> MIDDLE = List.of(
            "lightgbm",
            "linear",
            "extraTrees",
            "xgboost",
            "forest",
            "mlp",
            "svm",
            "knn",
            "fm",
            "adaBoost",
            "naiveBayes",
            "cart",
            "kMeans",
            "hdbscan");
    private static final List<String> LARGE = List.of(
            "lightgbm",
            "xgboost",
            "linear",
            "forest",
            "extraTrees",
            "mlp",
            "fm",
            "naiveBayes",
            "cart",
            "adaBoost",
            "kMeans");

    /** A configuration: a trainer and the values in which it differs from its defaults. */
    public record Point(Trainer trainer, Values values) {}

    public Portfolio {
        trainers = List.copyOf(trainers);
        points = List.copyOf(points);
    }

    /** For a table among trainers that fit it. */
    public static Portfolio of(TaskShape shape, List<Trainer> fitting) {
        List<String> order = shape.rows() < FEW_ROWS ? SMALL : shape.rows() < MANY_ROWS ? MIDDLE : LARGE;
        List<Trainer> trainers = fitting.stream()
                .filter(trainer -> order.contains(trainer.name()) || shape.rows() < MANY_ROWS)
                .filter(trainer -> !trainer.name().equals(KERNEL) || shape.rows() <= FEW_FOR_KERNELS)
                .sorted(Comparator.comparingInt(trainer -> place(order, trainer)))
                .toList();
        int first = Math.min(trainers.size(), 6);
        List<Point> points = new ArrayList<>();
        trainers.subList(0, first).forEach(trainer -> points.add(new Point(trainer, Values.NONE)));
        trainers.stream()
                .filter(trainer -> trainer.name().equals(KERNEL))
                .forEach(trainer -> variants(trainer.name(), shape)
                        .forEach(variant -> points.add(new Point(trainer, known(trainer, shape, variant)))));
        int rounds = 3;
        for (int round = 0; round < rounds; round++) {
            for (Trainer trainer : trainers) {
                List<Map<String, Object>> variants = variants(trainer.name(), shape);
                if (round < variants.size() && !trainer.name().equals(KERNEL)) {
                    points.add(new Point(trainer, known(trainer, shape, variants.get(round))));
                }
            }
            if (round == 0) {
                trainers.subList(first, trainers.size())
                        .forEach(trainer -> points.add(new Point(trainer, Values.NONE)));
            }
        }
        return new Portfolio(trainers.isEmpty() ? fitting : trainers, points);
    }

    /** The points for a study that the clock ends: one tree comes first, so that whatever the others take there is a model within moments. */
    public List<Point> quickFirst() {
        return Stream.concat(
                        points.stream().filter(Portfolio::quick),
                        points.stream().filter(point -> !quick(point)))
                .toList();
    }

    private static boolean quick(Point point) {
        return point.trainer().name().equals("cart");
    }

    private static int place(List<String> order, Trainer trainer) {
        int place = order.indexOf(trainer.name());
        return place < 0 ? order.size() : place;
    }

    /** Values that this trainer has for this task, as the kind of number that it takes. */
    private static Values known(Trainer trainer, TaskShape shape, Map<String, Object> wanted) {
        Values defaults = trainer.defaults(shape);
        Map<String, Value> values = new LinkedHashMap<>();
        wanted.forEach((name, value) -> {
            if (defaults.has(name)) {
                values.put(name, Value.of(value));
            }
        });
        return new Values(values);
    }

    private static List<Map<String, Object>> variants(String trainer, TaskShape shape) {
        boolean numbers = shape.task() == Task.REGRESSION;
        return switch (trainer) {
            case "xgboost" ->
                List.of(
                        Map.of("lr", 0.05, "depth", 6, "minChildWeight", 3.0, "subsample", 0.8, "colsample", 0.6),
                        Map.of("lr", 0.06, "depth", 3, "subsample", 0.7, "colsample", 0.5, "l2", 3.0),
                        Map.of("lr", 0.04, "depth", 8, "minChildWeight", 8.0, "subsample", 0.7, "colsample", 0.5));
            case "lightgbm" ->
                List.of(
                        Map.of("lr", 0.05, "leaves", 15, "colsample", 0.5, "subsample", 0.7),
                        Map.of("lr", 0.04, "leaves", 48, "colsample", 0.6, "subsample", 0.8, "l2", 1.0),
                        Map.of("lr", 0.04, "leaves", 7, "colsample", 0.7, "minLeaf", 40));
            case "extraTrees" ->
                List.of(
                        Map.of("features", 1.0, "minLeaf", numbers ? 3 : 2, "criterion", "entropy"),
                        Map.of("features", 0.5, "minLeaf", 1, "criterion", "entropy"));
            case "forest" ->
                List.of(
                        Map.of("features", 0.33, "minLeaf", numbers ? 5 : 3, "criterion", "entropy"),
                        Map.of("features", 0.6, "minLeaf", 8));
            case "mlp" ->
                List.of(
                        Map.of("layers", 3, "units", 128, "dropout", 0.3, "lr", 1e-3),
                        Map.of("layers", 1, "units", 256, "dropout", 0.2, "activation", "gelu"));
            case "svm" ->
                List.of(
                        Map.of("c", numbers ? 10.0 : 3.0, "gamma", 0.1),
                        Map.of("c", numbers ? 0.3 : 30.0, "gamma", 0.03));
            case KERNEL ->
                List.of(
                        Map.of("kernel", "laplace", "gamma", 0.5, "l2", 0.1, "linear", 0.0, "rounds", 3),
                        Map.of("gamma", 2.0, "l2", 0.1, "linear", 0.0, "rounds", 3),
                        Map.of("gamma", 0.5, "l2", 1.0, "linear", 0.1),
                        Map.of("gamma", 2.0, "l2", 0.03, "linear", 0.0, "columns", "common"),
                        Map.of("kernel", "laplace", "gamma", 0.5, "l2", 0.1, "linear", 0.1),
                        Map.of("linear", 1.0, "l2", 1.0));
            case "linear" -> List.of(Map.of("l2", 0.1), Map.of("l2", 1e-4, "l1", 1e-6));
            case "kMeans" -> List.of(Map.of("clusters", 2), Map.of("clusters", 3), Map.of("clusters", 7));
            case "hdbscan" -> List.of(Map.of("minClusterSize", 15, "k", 5));
            case "knn" -> List.of(Map.of("k", 25, "distance", "manhattan"), Map.of("k", 5));
            default -> List.of();
        };
    }
}
