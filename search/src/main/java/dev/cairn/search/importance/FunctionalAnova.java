package dev.cairn.search.importance;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Importance of parameters by the variance of the objective that each causes over the whole space, alone and in pairs, as a random forest sees it
 * (functional ANOVA: Hutter, Hoos and Leyton-Brown, ICML 2014).
 *
 * <p>Each tree has a bootstrap sample of its own; the intervals are those of the trees. Losses far beyond the others are drawn in, since a few
 * disasters would otherwise be all that the variance is about.
 *
 * @param single one per parameter, in the order of the space; shares and those of the pairs sum to at most 1
 * @param pairs of the parameters that matter most, greatest share first
 */
public record FunctionalAnova(List<Importance> single, List<Interaction> pairs) {
    /** Before there is enough to judge by. */
    public static final FunctionalAnova UNKNOWN = new FunctionalAnova(List.of(), List.of());

    private static final int FEWEST_TRIALS = 10;
    private static final int MOST_TRIALS = 1_000;
    private static final int TREES = 48;
    private static final int PAIRED = 6;
    /** Losses beyond the upper quartile by so many interquartile ranges are drawn in (Tukey's outer fence). */
    private static final double FENCE = 3;

    public FunctionalAnova {
        single = List.copyOf(single);
        pairs = List.copyOf(pairs);
    }

    /**
     * What matters; empty before there are ten results to judge by.
     *
     * @param seed of the bootstrap
     */
    public static FunctionalAnova of(SearchSpace space, History history, long seed) {
        List<CompletedTrial> done = history.completed().stream()
                .filter(trial -> Double.isFinite(trial.objective()))
                .toList();
        if (done.size() < FEWEST_TRIALS) {
            return UNKNOWN;
        }
        int[] kept = IntStream.range(0, Math.min(MOST_TRIALS, done.size()))
                .map(i -> (int) ((long) i * done.size() / Math.min(MOST_TRIALS, done.size())))
                .toArray();
        double[][] points = Arrays.stream(kept)
                .mapToObj(i -> space.encode(done.get(i).values()))
                .toArray(double[][]::new);
        double[] losses = fenced(Arrays.stream(kept)
                .mapToDouble(i -> history.direction().loss(done.get(i).objective()))
                .toArray());
        List<Marginals> trees = new ArrayList<>();
        for (int i = 0; i < TREES; i++) {
            trees.add(new Marginals(RegressionTree.leaves(points, losses, Stream.of(seed, i)), space.size()));
        }
        trees.removeIf(tree -> tree.total() <= 0);
        return trees.isEmpty() ? flat(space) : of(space, trees);
    }

    private static double[] fenced(double[] losses) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double quarter = sorted[sorted.length / 4];
        double threeQuarters = sorted[3 * sorted.length / 4];
        double most = threeQuarters + FENCE * (threeQuarters - quarter);
        return Arrays.stream(losses).map(loss -> Math.min(loss, most)).toArray();
    }

    /** Nothing made a difference. */
    private static FunctionalAnova flat(SearchSpace space) {
        return new FunctionalAnova(
                space.parameters().stream()
                        .map(parameter -> new Importance(parameter.name(), 0, 0, 0))
                        .toList(),
                List.of());
    }

    private static FunctionalAnova of(SearchSpace space, List<Marginals> trees) {
        List<Importance> single = new ArrayList<>();
        for (int d = 0; d < space.size(); d++) {
            int axis = d;
            Estimate share = Estimate.of(trees, tree -> tree.along(axis) / tree.total());
            single.add(new Importance(space.parameters().get(d).name(), share.mean(), share.low(), share.high()));
        }
        int[] first = IntStream.range(0, space.size())
                .boxed()
                .sorted(Comparator.comparingDouble(d -> -single.get(d).share()))
                .limit(PAIRED)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        List<Interaction> pairs = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            for (int j = i + 1; j < first.length; j++) {
                pairs.add(pair(space, trees, first[i], first[j]));
            }
        }
        pairs.sort(Comparator.comparingDouble(pair -> -pair.share()));
        return new FunctionalAnova(single, pairs);
    }

    private static Interaction pair(SearchSpace space, List<Marginals> trees, int a, int b) {
        Estimate share =
                Estimate.of(trees, tree -> Math.max(0, tree.over(a, b) - tree.along(a) - tree.along(b)) / tree.total());
        return new Interaction(
                space.parameters().get(a).name(),
                space.parameters().get(b).name(),
                share.mean(),
                share.low(),
                share.high());
    }
}
