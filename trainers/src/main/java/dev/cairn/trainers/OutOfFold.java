package dev.cairn.trainers;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;

/**
 * What a trial's models said about rows of the training frame, each by the model that did not see it.
 *
 * @param rows indices into the frame; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
public record OutOfFold(int[] rows, Predictions predictions) {
    public OutOfFold {
        if (rows.length != predictions.rows()) {
            throw new InvalidFrame(predictions.rows() + " predictions are not of " + rows.length + " rows");
        }
    }
}
