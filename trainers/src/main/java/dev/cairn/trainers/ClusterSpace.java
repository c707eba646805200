package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Landscape;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.FeatureSettings;
import dev.cairn.trainers.feature.FeatureSettings.Dates;
import dev.cairn.trainers.feature.FeatureSettings.Text;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.feature.Pipeline;
import java.util.Map;

/**
 * Where rows lie when clusters are judged: numbers with mean 0 and deviation 1, a coordinate per level, by straight lines. It is the same for all
 * models of a study, whatever scale, distance or features they work with: judged on a scale of its own, each would win that presses rows together.
 */
final class ClusterSpace {
    /** Means and deviations of so many rows are those of all. */
    private static final int FITTED_ON = 20_000;

    private static final long SEED = 20_261;

    /** Dates and prose lie where they do for a trainer that is told nothing. */
    private static final Values COLUMNS = Values.of(Map.of(
            FeatureSettings.DATES, FeatureSettings.spelling(Dates.PARTS),
            FeatureSettings.TEXT, FeatureSettings.spelling(Text.TFIDF)));

    private final boolean image;
    private final Pipeline pipeline;
    private final Features features;

    private ClusterSpace(boolean image, Pipeline pipeline, Features features) {
        this.image = image;
        this.pipeline = pipeline;
        this.features = features;
    }

    /** Of a study's training rows. */
    static ClusterSpace of(Frame training) {
        RowSet some = Companions.some(RowSet.all(training), FITTED_ON, SEED);
        Pipeline pipeline = Pipeline.fit(some, FeatureSettings.of(COLUMNS), SEED);
        boolean image = training.image().isPresent();
        return new ClusterSpace(image, pipeline, Features.fit(image ? some : pipeline.learned(), FeatureSpec.DENSE));
    }

    /** The same rows, laid out; a frame of a task with a target as it is. */
    static Frame laidOut(Frame frame, Frame training) {
        return frame.target() instanceof Target.Unlabelled ? of(training).lay(frame) : frame;
    }

    private Frame lay(Frame frame) {
        Landscape landscape = rows -> points(new RowSet(frame, rows));
        return frame.with(frame.targetName(), Target.Unlabelled.of(frame.rows(), landscape));
    }

    private double[][] points(RowSet rows) {
        Matrix cells = features.transform(image ? rows : pipeline.of(rows));
        double[][] points = new double[cells.rows()][cells.columns()];
        for (int row = 0; row < points.length; row++) {
            for (int column = 0; column < points[row].length; column++) {
                points[row][column] = cells.at(row, column);
            }
        }
        return points;
    }
}
