package dev.cairn.trainers;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.interval.IntervalFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What trials said about training rows that their models had not seen.
 *
 * @param said by number of the trial, about the rows in their order
 */
record HeldOut(RowSet rows, Map<Integer, Predictions> said) {
    HeldOut {
        said = Map.copyOf(said);
    }

    /** Intervals for a model of these trials; empty where one of them said nothing, or the rows are too few. */
    Optional<IntervalFit> intervals(List<Double> levels, FinalModel model, long seed) {
        List<Predictions> members = new ArrayList<>();
        for (FinalModel.Part part : model.parts()) {
            Predictions own = said.get(part.trial());
            if (own == null) {
                return Optional.empty();
            }
            members.add(own);
        }
        return levels.isEmpty() ? Optional.empty() : IntervalFit.of(levels, model.said(members), rows, seed);
    }
}
