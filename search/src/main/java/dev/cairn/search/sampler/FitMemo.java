package dev.cairn.search.sampler;

import dev.cairn.search.model.Features;
import dev.cairn.search.model.Hyperparameters;
import dev.cairn.search.model.KernelFit;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers the last few fits of hyperparameters, by their whole input: what is remembered equals what would be computed, so that nobody
 * can tell.
 */
final class FitMemo {
    private static final int ENTRIES = 64;

    private record Key(SearchSpace space, Warping warping, int hash, Evidence evidence) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && hash == that.hash
                    && warping == that.warping
                    && space.equals(that.space)
                    && Arrays.equals(evidence.losses(), that.evidence.losses())
                    && Arrays.deepEquals(
                            evidence.points().toArray(), that.evidence.points().toArray());
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Map<Key, Hyperparameters> fits = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Hyperparameters> eldest) {
            return size() > ENTRIES;
        }
    };

    /** The hyperparameters for these observations. */
    Hyperparameters fit(SearchSpace space, Features features, Warping warping, Evidence evidence) {
        return fit(space, features, warping, evidence, Optional.empty());
    }

    /**
     * The same, from where a fit to fewer observations ended.
     *
     * @param before a function of the evidence, so that this is one too
     */
    Hyperparameters fit(
            SearchSpace space,
            Features features,
            Warping warping,
            Evidence evidence,
            Optional<Supplier<Hyperparameters>> before) {
        int hash = 31 * Arrays.hashCode(evidence.losses())
                + Arrays.deepHashCode(evidence.points().toArray());
        Key key = new Key(space, warping, hash, evidence);
        synchronized (fits) {
            Hyperparameters known = fits.get(key);
            if (known != null) {
                return known;
            }
        }
        Hyperparameters fitted =
                KernelFit.fit(features, evidence.points(), warping.of(evidence.losses()), before.map(Supplier::get));
        synchronized (fits) {
            fits.put(key, fitted);
        }
        return fitted;
    }
}
