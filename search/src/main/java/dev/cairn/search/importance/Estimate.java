package dev.cairn.search.importance;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A mean over trees, and between what nine in ten of them lie. */
record Estimate(double mean, double low, double high) {
    static Estimate of(List<Marginals> trees, ToDoubleFunction<Marginals> share) {
        double[] shares = trees.stream().mapToDouble(share).sorted().toArray();
        double mean = Arrays.stream(shares).average().orElse(0);
        int tail = shares.length / 20;
        return new Estimate(mean, Math.min(mean, shares[tail]), Math.max(mean, shares[shares.length - 1 - tail]));
    }
}
