package dev.cairn.search.sampler;

import dev.cairn.search.model.Features;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/** Whether the results of a study are noisy, as its likelihood says, and when a contender is measured again. */
final class Noise {
    static final String REPLICATE = "replicate";

    /** Before so many observations the noise that is learned is that of its prior. */
    private static final int LEARNED = 20;
    /** Variance of noise worth the name, where all losses have variance 1; the mode of its prior is .007. */
    private static final double NOTICEABLE = 0.01;
    /** One suggestion in so many is a replicate. */
    private static final int INTERVAL = 10;

    private Noise() {}

    /** What a projected loss misses by is not the noise of a result, so that trials that did not finish do not count. */
    static boolean shows(SearchSpace space, Features features, Evidence evidence) {
        Evidence finished = evidence.finished();
        return finished.size() >= LEARNED
                && GaussianTurn.hyperparameters(space, features, Warping.WIDE, finished)
                                .noise()
                        > NOTICEABLE;
    }

    /** Whether none of the latest suggestions was a replicate. */
    static boolean replicateIsDue(Evidence evidence) {
        List<String> arms = new ArrayList<>(evidence.arms());
        arms.addAll(evidence.pendingArms());
        return !arms.subList(Math.max(0, arms.size() - INTERVAL + 1), arms.size())
                .contains(REPLICATE);
    }
}
