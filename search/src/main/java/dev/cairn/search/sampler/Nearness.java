package dev.cairn.search.sampler;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Trial;
import java.util.List;

/**
 * Says how far a suggestion is from what was tried before: {@code nearestTrial} and {@code nearestDistance} of its explanation.
 *
 * <p>The distance is the root of the mean squared difference in the unit cube, over the parameters that are active on either side: 0 is the
 * same point, 1 the other end of everything. A nominal parameter with another level, and one that is active on one side only, differ by 1.
 */
final class Nearness {
    /** Only the newest are looked at, so that a long study costs the same. */
    private static final int NEWEST = 2_000;

    private Nearness() {}

    static Suggestion.New told(Situation situation, Suggestion.New suggestion) {
        List<Trial> all = situation.history().trials();
        if (all.isEmpty()) {
            return suggestion;
        }
        List<Trial> newest = all.subList(Math.max(0, all.size() - NEWEST), all.size());
        SearchSpace space = situation.space();
        List<double[]> points = Encodings.of(space).points(space, newest);
        double[] point = space.encode(suggestion.values());
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points.size(); i++) {
            double distance = distance(space, point, points.get(i));
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        Explanation why = suggestion
                .why()
                .with("nearestTrial", newest.get(nearest).number())
                .with("nearestDistance", least);
        return new Suggestion.New(suggestion.values(), suggestion.fidelity(), why);
    }

    /** From 0 to 1; inactive coordinates are NaN. */
    static double distance(SearchSpace space, double[] one, double[] other) {
        double sum = 0;
        int active = 0;
        for (int axis = 0; axis < one.length; axis++) {
            boolean here = !Double.isNaN(one[axis]);
            boolean there = !Double.isNaN(other[axis]);
            if (!here && !there) {
                continue;
            }
            active++;
            if (here != there || space.parameters().get(axis).unordered()) {
                sum += one[axis] == other[axis] ? 0 : 1;
            } else {
                sum += (one[axis] - other[axis]) * (one[axis] - other[axis]);
            }
        }
        return active == 0 ? 0 : Math.sqrt(sum / active);
    }
}
