package dev.cairn.trainers.djl;

import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;

/** Columns filled, scaled and one-hot; far outliers are pulled in, since one of them can throw a network off. */
record TableInputs(Features features) implements Inputs {
    /** In standard deviations. */
    private static final float FARTHEST = 10;

    static TableInputs fit(RowSet rows) {
        return new TableInputs(Features.fit(rows, FeatureSpec.DENSE));
    }

    @Override
    public int width() {
        return features.width();
    }

    @Override
    public void read(Frame frame, int[] rows, float[] out) {
        features.transform(frame, rows, out);
        int cells = rows.length * width();
        for (int i = 0; i < cells; i++) {
            out[i] = Math.max(-FARTHEST, Math.min(FARTHEST, out[i]));
        }
    }
}
