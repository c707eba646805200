package dev.cairn.search.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sorts into fronts by insertion in lexicographic order, where no vector is dominated by a later one: each goes to the first front that does
 * not dominate it, found by bisection (efficient non-dominated sort, ENS-BS: Zhang, Tian, Cheng and Jin, IEEE TEC 19(2), 2015).
 *
 * <p>With up to three losses a front is kept as the staircase of its last two (Jensen, IEEE TEC 7(5), 2003), so that n vectors take
 * O(n log² n); with more, a front is searched from its latest member back.
 */
final class FrontSort {
    private static final int MOST_STAIRCASE = 3;
    private static final Comparator<double[]> LEXICOGRAPHIC = Arrays::compare;

    private FrontSort() {}

    /** Writes the front of each member; returns how many there are. */
    static int sort(double[][] losses, int[] members, int[] fronts) {
        Integer[] order = Arrays.stream(members).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> LEXICOGRAPHIC.compare(losses[a], losses[b]));
        List<Front> found = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            double[] vector = losses[order[i]];
            if (i > 0 && Arrays.equals(vector, losses[order[i - 1]])) {
                fronts[order[i]] = fronts[order[i - 1]];
                continue;
            }
            int front = firstThatDoesNotDominate(found, vector);
            if (front == found.size()) {
                found.add(vector.length <= MOST_STAIRCASE ? new Staircase() : new Members());
            }
            found.get(front).add(vector);
            fronts[order[i]] = front;
        }
        return found.size();
    }

    /** What a front dominates is dominated by all fronts before it: hence the bisection. */
    private static int firstThatDoesNotDominate(List<Front> found, double[] vector) {
        int low = 0;
        int high = found.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (found.get(middle).dominates(vector)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A front that takes distinct vectors in lexicographic order. */
    private sealed interface Front {
        boolean dominates(double[] later);

        void add(double[] later);
    }

    /** The least third loss up to each second one: the first loss of a later vector is never less. */
    private static final class Staircase implements Front {
        private final TreeMap<Double, Double> steps = new TreeMap<>();

        @Override
        public boolean dominates(double[] later) {
            Map.Entry<Double, Double> step = steps.floorEntry(later[1]);
            return step != null && Double.compare(step.getValue(), third(later)) <= 0;
        }

        @Override
        public void add(double[] later) {
            double third = third(later);
            steps.put(later[1], third);
            Map.Entry<Double, Double> next = steps.higherEntry(later[1]);
            while (next != null && Double.compare(next.getValue(), third) >= 0) {
                steps.remove(next.getKey());
                next = steps.higherEntry(later[1]);
            }
        }

        private static double third(double[] vector) {
            return vector.length > 2 ? vector[2] : 0;
        }
    }

    private static final class Members implements Front {
        private final List<double[]> vectors = new ArrayList<>();

        @Override
        public boolean dominates(double[] later) {
            for (int i = vectors.size() - 1; i >= 0; i--) {
                if (Dominance.dominates(vectors.get(i), later)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void add(double[] later) {
            vectors.add(later);
        }
    }
}
