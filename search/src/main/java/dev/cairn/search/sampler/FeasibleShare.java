package dev.cairn.search.sampler;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much of a space keeps its constraints, by {@value #DRAWS} draws that are the same for everybody.
 *
 * @param kept share of the draws that keep all constraints, 0 to 1
 * @param tightest the constraint that the most draws break, where one does
 * @param keptByTightest share of the draws that keep that one; 1 where none is broken
 */
public record FeasibleShare(double kept, Optional<Expression> tightest, double keptByTightest) {
    static final int DRAWS = 1_000;
    private static final long SEED = 20_020_802;
    private static final int MOST_KNOWN = 256;

    /** What was computed is kept, since it is a function of the space; nobody can tell. */
    private static final Map<SearchSpace, FeasibleShare> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SearchSpace, FeasibleShare> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    public static FeasibleShare of(SearchSpace space) {
        if (space.constraints().isEmpty()) {
            return new FeasibleShare(1, Optional.empty(), 1);
        }
        synchronized (KNOWN) {
            return KNOWN.computeIfAbsent(space, FeasibleShare::measured);
        }
    }

    private static FeasibleShare measured(SearchSpace space) {
        Stream stream = Stream.of(SEED);
        int[] broken = new int[space.constraints().size()];
        int kept = 0;
        for (int i = 0; i < DRAWS; i++) {
            Values values = space.decode(stream.point(space.size()));
            boolean all = true;
            for (int c = 0; c < broken.length; c++) {
                if (space.constraints().get(c).violatedBy(values)) {
                    broken[c]++;
                    all = false;
                }
            }
            kept += all ? 1 : 0;
        }
        int tightest = 0;
        for (int c = 1; c < broken.length; c++) {
            tightest = broken[c] > broken[tightest] ? c : tightest;
        }
        Optional<Expression> rule =
                broken[tightest] > 0 ? Optional.of(space.constraints().get(tightest)) : Optional.empty();
        return new FeasibleShare((double) kept / DRAWS, rule, 1 - (double) broken[tightest] / DRAWS);
    }

    /** Whether any configuration that keeps all constraints was found, by these draws or by guided ones. */
    public static boolean any(SearchSpace space) {
        if (of(space).kept() > 0) {
            return true;
        }
        try {
            FeasiblePoints.draw(space, Stream.of(SEED, 1));
            return true;
        } catch (InvalidSearch e) {
            return false;
        }
    }

    /** What it says in words, such as {@code 0.3 % of the space keeps all constraints; 'a < b' alone leaves 0.5 %}. */
    public String text() {
        String all = kept == 0
                ? "none of %d random configurations keeps all constraints".formatted(DRAWS)
                : "%.1f %% of the space keeps all constraints".formatted(100 * kept);
        return all
                + tightest.map(rule -> "; '%s' alone leaves %.1f %%".formatted(rule, 100 * keptByTightest))
                        .orElse("");
    }
}
