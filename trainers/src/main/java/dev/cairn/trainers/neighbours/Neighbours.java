package dev.cairn.trainers.neighbours;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Whole;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import java.util.Arrays;

/**
 * Training rows and their answers. The answer is a mean over the k nearest, weighted equally or by the inverse of their distance; for classes one
 * more vote is dealt out as the classes are frequent, so that none is impossible. A vote counts what a row of its class counts for.
 */
final class Neighbours implements Whole.Model {
    private final Features features;
    private final Matrix known;
    private final Target target;
    private final ClassWeights weights;
    private final int k;
    private final boolean byDistance;
    private final boolean squared;

    private Neighbours(Features features, RowSet rows, Values values) {
        this.features = features;
        this.known = features.transform(rows);
        this.target = rows.target();
        this.weights = ClassWeights.of(target, values);
        this.k = (int) Math.min(values.whole("k"), rows.size());
        this.byDistance = values.text("weights").equals("distance");
        this.squared = values.text("distance").equals("euclidean");
    }

    static Neighbours of(FoldData fold, Values values) {
        return new Neighbours(Features.fit(fold.train(), FeatureSpec.DENSE), fold.train(), values);
    }

    @Override
    public long bytes() {
        return (long) Float.BYTES * known.cells().length + (long) Double.BYTES * known.rows();
    }

    @Override
    public Predictions predict(RowSet rows) {
        Matrix asked = features.transform(rows);
        Nearest nearest = new Nearest(k);
        if (target instanceof Target.Classes classes) {
            return probabilities(asked, nearest, classes);
        }
        double[] answers = ((Target.Numbers) target).values();
        double[] said = new double[asked.rows()];
        for (int row = 0; row < said.length; row++) {
            find(asked, row, nearest);
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < k; i++) {
                double weight = weight(nearest.distance(i));
                sum += weight * answers[nearest.row(i)];
                weights += weight;
            }
            said[row] = sum / weights;
        }
        return new Predictions.Values(said);
    }

    private Predictions probabilities(Matrix asked, Nearest nearest, Target.Classes classes) {
        int[] counts = classes.counts();
        double[] flat = new double[asked.rows() * counts.length];
        for (int row = 0; row < asked.rows(); row++) {
            find(asked, row, nearest);
            double closest = weight(nearest.distance(k - 1));
            double sum = closest;
            int at = row * counts.length;
            for (int code = 0; code < counts.length; code++) {
                flat[at + code] = closest * weights.ofClass()[code] * counts[code] / target.rows();
            }
            for (int i = 0; i < k; i++) {
                int code = classes.codes()[nearest.row(i)];
                double weight = weights.ofClass()[code] * weight(nearest.distance(i));
                flat[at + code] += weight;
                sum += weight;
            }
            for (int code = 0; code < counts.length; code++) {
                flat[at + code] /= sum;
            }
        }
        return new Predictions.Probabilities(counts.length, flat);
    }

    private double weight(double distance) {
        if (!byDistance) {
            return 1;
        }
        return 1 / (1e-6 + (squared ? Math.sqrt(distance) : distance));
    }

    private void find(Matrix asked, int row, Nearest nearest) {
        nearest.clear();
        int columns = known.columns();
        float[] cells = Arrays.copyOfRange(asked.cells(), row * columns, (row + 1) * columns);
        for (int other = 0; other < known.rows(); other++) {
            nearest.offer(other, distance(cells, known.cells(), other * columns));
        }
        nearest.sort();
    }

    private float distance(float[] cells, float[] all, int from) {
        float sum = 0;
        if (squared) {
            for (int column = 0; column < cells.length; column++) {
                float apart = cells[column] - all[from + column];
                sum += apart * apart;
            }
        } else {
            for (int column = 0; column < cells.length; column++) {
                sum += Math.abs(cells[column] - all[from + column]);
            }
        }
        return sum;
    }
}
