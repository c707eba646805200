package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.split.Holdout;
import dev.cairn.trainers.split.Parts;
import dev.cairn.trainers.split.Seeds;

/** How the probabilities of a final model are calibrated on what was said about rows that its models had not seen. */
public enum Calibrating {
    NONE,
    TEMPERATURE,
    ISOTONIC,
    /** Whichever of these has the least log-loss on rows that it was not fitted on. */
    AUTO;

    /** Less is chance, and a simple model keeps better. */
    private static final double WORTH = 0.005;

    private static final int MOST_ROWS = 20_000;

    /**
     * Fits it.
     *
     * @param said about the rows, by models that did not learn from them
     */
    public Recalibration fit(Predictions said, RowSet rows, long seed) {
        if (!(said instanceof Probabilities probabilities)
                || !(rows.target() instanceof Target.Classes truth)
                || probabilities.rows() < 2) {
            return Recalibration.NONE;
        }
        return switch (this) {
            case NONE -> Recalibration.NONE;
            case TEMPERATURE -> Recalibration.Steeper.fit(probabilities, truth, MOST_ROWS);
            case ISOTONIC -> Recalibration.Stepped.fit(probabilities, truth);
            case AUTO -> best(probabilities, rows, seed).fit(said, rows, seed);
        };
    }

    /** By halves: each is judged by what the other teaches. */
    private static Calibrating best(Probabilities said, RowSet rows, long seed) {
        Parts halves = new Holdout(0.5, true).split(rows, Seeds.of(seed, "calibration"));
        if (halves.held().length == 0 || halves.kept().length == 0) {
            return NONE;
        }
        Calibrating best = NONE;
        double least = loss(NONE, said, rows, halves, seed);
        for (Calibrating way : new Calibrating[] {TEMPERATURE, ISOTONIC}) {
            double loss = loss(way, said, rows, halves, seed);
            if (loss < least * (1 - WORTH)) {
                least = loss;
                best = way;
            }
        }
        return best;
    }

    private static double loss(Calibrating way, Probabilities said, RowSet rows, Parts halves, long seed) {
        return (loss(way, said, rows, halves.kept(), halves.held(), seed)
                        + loss(way, said, rows, halves.held(), halves.kept(), seed))
                / 2;
    }

    private static double loss(
            Calibrating way, Probabilities said, RowSet rows, int[] fitted, int[] judged, long seed) {
        Recalibration learned = way.fit(said.at(fitted), rows.at(fitted), seed);
        return Metric.LOG_LOSS.compute(rows.at(judged).target(), learned.of(said.at(judged)));
    }
}
