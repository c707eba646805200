package dev.cairn.trainers;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.interval.Bounds;
import java.util.List;

/**
 * What a model says about rows.
 *
 * @param intervals around the predictions, one per level, ascending; none unless the model has learned some
 */
public record Answer(Predictions predictions, List<Bounds> intervals) {
    public Answer {
        intervals = List.copyOf(intervals);
    }
}
