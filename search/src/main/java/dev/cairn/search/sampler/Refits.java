package dev.cairn.search.sampler;

import dev.cairn.search.model.Features;
import dev.cairn.search.model.Hyperparameters;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When hyperparameters are fitted again, where a fit begins, and what a process is conditioned on in between: all of it follows from the
 * number of observations, so that a study that is replayed comes to the same.
 */
final class Refits {
    /** A fit costs the cube of this. */
    private static final int MOST_FITTED = 160;
    /** Hyperparameters are fitted again after this part more of observations, */
    private static final double REFIT = 0.08;
    /** and after so many at the latest. */
    private static final int MOST_BETWEEN = 40;
    /** More observations than this cost time and add little; then the best and an even sample of the others are kept. */
    private static final int MOST_CONDITIONED = 300;
    /** One fit in so many starts from several places; the others from where the one before ended. */
    private static final int COLD = 4;

    private Refits() {}

    /** What was learned of the kernel at the last refit. */
    static Hyperparameters last(FitMemo fits, SearchSpace space, Features features, Warping warping, Evidence all) {
        return fit(fits, space, features, warping, all, refits(all.size()));
    }

    private static Hyperparameters fit(
            FitMemo fits, SearchSpace space, Features features, Warping warping, Evidence all, int refit) {
        Evidence seen = all.first(size(refit));
        // Beyond, what is seen is a sample, which does not say what the fit before it saw.
        boolean warm = refit % COLD != 0 && seen.observations() <= MOST_FITTED;
        return fits.fit(
                space,
                features,
                warping,
                seen.thinned(trials(seen, MOST_FITTED)).byStep(),
                warm ? Optional.of(() -> fit(fits, space, features, warping, all, refit - 1)) : Optional.empty());
    }

    /**
     * What to condition on: everything, or a sample of what was there at the last refit and everything since, so that until the next one a
     * factor grows by a row for each result.
     */
    static Evidence kept(Evidence all) {
        if (all.observations() <= MOST_CONDITIONED) {
            return all;
        }
        int before = size(refits(all.size()));
        Evidence seen = all.first(before);
        int[] sample = seen.sample(trials(seen, MOST_CONDITIONED));
        return all.only(IntStream.concat(IntStream.of(sample), IntStream.range(before, all.size()))
                .toArray());
    }

    /** Of how many trials so many results are: a trial that climbed has one at each step where others were stopped. */
    private static int trials(Evidence evidence, int observations) {
        return Math.min(observations, (int) ((long) observations * evidence.size() / evidence.observations()));
    }

    /** How many refits there were after the first fit. */
    private static int refits(int observed) {
        int refits = 0;
        for (int size = next(3); size <= observed; size = next(size)) {
            refits++;
        }
        return refits;
    }

    private static int size(int refit) {
        int size = 3;
        for (int i = 0; i < refit; i++) {
            size = next(size);
        }
        return size;
    }

    private static int next(int size) {
        return Math.min(size + MOST_BETWEEN, Math.max(size + 1, (int) Math.ceil(size * (1 + REFIT))));
    }
}
