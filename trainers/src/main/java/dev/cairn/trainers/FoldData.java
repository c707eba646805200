package dev.cairn.trainers;

import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.split.Holdout;
import dev.cairn.trainers.split.Parts;

/**
 * What a learner may see of one fold: its training rows, nothing else. All that is fitted, preprocessing included, is fitted on them.
 *
 * @param fold its number, 0 for a holdout or a final fit
 * @param shape of the whole task, not of this fold
 */
public record FoldData(int fold, RowSet train, TaskShape shape, Objective objective) {
    /** Training rows divided again: a model is fitted on one part and its best step chosen on the other. */
    public record InnerSplit(RowSet fit, RowSet watch) {}

    /** Sets about this share of the training rows aside for patience, whole groups only, each class in proportion. */
    public InnerSplit innerSplit(double fraction, long seed) {
        Parts parts = new Holdout(fraction, true).split(train, seed);
        return new InnerSplit(train.at(parts.kept()), train.at(parts.held()));
    }
}
