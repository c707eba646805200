package dev.cairn.search.sampler;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the points of configurations, so that a suggestion encodes those that are new to it and not the whole history.
 *
 * <p>A configuration never changes and is known again by identity alone: what is remembered equals what would be computed, so that
 * nobody can tell. It is forgotten together with the space.
 */
final class Encodings {
    private static final Map<SearchSpace, Encodings> BY_SPACE = new WeakHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // an entry of the memo, never compared
    private record Entry(Values values, double[] point) {}

    private @Nullable Entry[] entries = new Entry[64];

    private Encodings() {}

    /** What is remembered for a space. */
    static Encodings of(SearchSpace space) {
        synchronized (BY_SPACE) {
            return BY_SPACE.computeIfAbsent(space, key -> new Encodings());
        }
    }

    /** The points of the configurations of trials, which the caller does not write to. */
    synchronized List<double[]> points(SearchSpace space, List<? extends Trial> trials) {
        List<double[]> points = new ArrayList<>(trials.size());
        for (Trial trial : trials) {
            points.add(point(space, trial.number(), trial.values()));
        }
        return points;
    }

    @SuppressWarnings("ReferenceEquality") // equal values that are another object are encoded again, to the same point
    private double[] point(SearchSpace space, int trial, Values values) {
        if (trial >= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(trial + 1, 2 * entries.length));
        }
        Entry known = entries[trial];
        if (known == null || known.values != values) {
            known = new Entry(values, space.encode(values));
            entries[trial] = known;
        }
        return known.point;
    }
}
