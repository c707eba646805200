package dev.cairn.search.sampler;

import dev.cairn.search.space.SearchSpace;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers where the latest searches stood after their last generations, so that a suggestion goes through new results and not through the
 * whole history.
 *
 * <p>What is remembered is used only where the observations that led to it are the same: it equals what would be computed, so that nobody can
 * tell. A result that comes late changes the generations from its place on, which are then computed again.
 */
final class CmaMemo {
    private static final int STUDIES = 8;
    /** How many generations back a late result may reach and not cost a replay of all. */
    private static final int GENERATIONS = 24;

    private record Study(SearchSpace space, long key) {}

    /** The states of one study, the latest first, and the evidence that led to the latest. */
    private static final class Trail {
        private final Deque<CmaSearch> states = new ArrayDeque<>();
        private Evidence evidence;

        Trail(Evidence evidence) {
            this.evidence = evidence;
        }

        /** Drops what the evidence does not lead to. */
        void keepCommon(Evidence now) {
            int common = common(evidence, now);
            while (!states.isEmpty() && states.getFirst().seen() > common) {
                states.removeFirst();
            }
            evidence = now;
        }
    }

    private final Map<Study, Trail> trails = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Study, Trail> eldest) {
            return size() > STUDIES;
        }
    };

    /** The search after all complete generations of the evidence. */
    synchronized CmaSearch over(SearchSpace space, long key, Evidence evidence) {
        Trail trail = trails.computeIfAbsent(new Study(space, key), study -> new Trail(evidence));
        trail.keepCommon(evidence);
        CmaSearch search = trail.states.isEmpty() ? CmaSearch.start(space, key) : trail.states.getFirst();
        while (search.goesOn(evidence)) {
            search = search.next(evidence);
            trail.states.addFirst(search);
            if (trail.states.size() > GENERATIONS) {
                trail.states.removeLast();
            }
        }
        return search;
    }

    /** How many observations both begin with. */
    private static int common(Evidence one, Evidence other) {
        int losses = Arrays.mismatch(one.losses(), other.losses());
        int limit = losses < 0 ? one.size() : losses;
        for (int i = 0; i < limit; i++) {
            if (!Arrays.equals(one.points().get(i), other.points().get(i))) {
                return i;
            }
        }
        return limit;
    }
}
