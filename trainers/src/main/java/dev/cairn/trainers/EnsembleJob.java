package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.ensemble.Calibrating;
import dev.cairn.trainers.ensemble.Combining;
import dev.cairn.trainers.ensemble.Deciding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the final model may be made of instead of the best trial's configuration alone.
 *
 * @param size how many models it has at most
 * @param candidates trials of the same study, validated on the same folds
 * @param calibrating how its probabilities are made to say what they mean
 * @param deciding how its answer is chosen by them
 * @param limits that what its models cost together keeps, such as the milliseconds to answer
 * @param levels of the intervals around its numbers; none unless wanted
 * @param combining the ways in which its models may become one
 * @param distilled how one model that learns from them is judged, where they shall be one in the end
 */
public record EnsembleJob(
        int size,
        List<Candidate> candidates,
        Calibrating calibrating,
        Deciding deciding,
        List<Double> limits,
        List<Double> levels,
        Combining combining,
        Optional<Validation> distilled) {
    /**
     * A completed trial.
     *
     * @param outOfFold what its models said about rows they had not seen, opened by {@link Reporter#outOfFold}
     * @param refit how long fitting it on all training rows will take, as far as is known
     * @param costs one per limit
     */
    public record Candidate(
            int trial,
            String trainer,
            Values values,
            Fidelity fidelity,
            Path outOfFold,
            Duration refit,
            List<Double> costs) {
        public Candidate {
            costs = List.copyOf(costs);
        }

        /** One whose fit takes no time worth planning for. */
        public Candidate(int trial, String trainer, Values values, Fidelity fidelity, Path outOfFold) {
            this(trial, trainer, values, fidelity, outOfFold, Duration.ZERO, List.of());
        }
    }

    public EnsembleJob {
        candidates = List.copyOf(candidates);
        limits = List.copyOf(limits);
        levels = List.copyOf(levels);
        for (Candidate candidate : candidates) {
            if (candidate.costs().size() != limits.size()) {
                throw new IllegalArgumentException("trial " + candidate.trial() + " has "
                        + candidate.costs().size() + " costs for " + limits.size() + " limits");
            }
        }
        if (size < 1) {
            throw new IllegalArgumentException("an ensemble has at least 1 model, got " + size);
        }
    }

    /** One that says and decides as its models do, and may cost anything. */
    public EnsembleJob(int size, List<Candidate> candidates) {
        this(size, candidates, Calibrating.NONE, Deciding.NONE, List.of(), List.of(), Combining.AUTO, Optional.empty());
    }
}
