package dev.cairn.search.sampler;

import dev.cairn.search.model.Features;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.Hyperparameters;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the latest process of a few spaces, so that between two refits a factor grows by the new observations. What comes out equals a
 * fresh process to the last bit, so that nobody can tell.
 */
final class ProcessMemo {
    private static final int ENTRIES = 8;

    private record Key(SearchSpace space, Warping warping, int coordinates) {}

    private final Map<Key, GaussianProcess> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, GaussianProcess> eldest) {
            return size() > ENTRIES;
        }
    };

    GaussianProcess of(
            SearchSpace space,
            Features features,
            Warping warping,
            Hyperparameters hyperparameters,
            List<double[]> points,
            double[] y) {
        Key key = new Key(space, warping, features.size());
        GaussianProcess known;
        synchronized (latest) {
            known = latest.get(key);
        }
        GaussianProcess process = known == null
                ? GaussianProcess.of(features, hyperparameters, points, y)
                : known.again(hyperparameters, points, y);
        synchronized (latest) {
            latest.put(key, process);
        }
        return process;
    }
}
