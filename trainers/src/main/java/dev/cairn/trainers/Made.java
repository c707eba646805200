package dev.cairn.trainers;

import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.interval.IntervalFit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A final model, and what is to be told of it.
 *
 * @param model to be kept; empty for one that is kept already, and for one that is fitted when it is first asked
 * @param answer about the sealed rows; empty where there are none, or nobody can tell yet
 * @param distilled the one model that several taught, where one was wanted
 * @param note why it is no fit on all training rows
 */
record Made(
        Optional<FinalModel> model,
        List<FinalScore.Part> parts,
        int steps,
        Optional<Answer> answer,
        OptionalDouble blended,
        Way way,
        Map<Way, Double> ways,
        Optional<IntervalFit> intervals,
        Optional<FinalScore.Distilled> distilled,
        Optional<String> note) {
    /** One that stands for a fit on all training rows. */
    static Made standing(FinalScore.Part part, Optional<Answer> answer, String note) {
        return new Made(
                Optional.empty(),
                List.of(part),
                0,
                answer,
                OptionalDouble.empty(),
                Way.ALONE,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(note));
    }
}
