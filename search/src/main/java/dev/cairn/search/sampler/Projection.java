package dev.cairn.search.sampler;

import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trial that was stopped or paused would have come to: its best so far, carried to the end as the completed trials went on from the
 * same step (a rung's results used for the next, as BOHB does: Falkner et al., ICML 2018; here by a regression line for each rung).
 *
 * <p>The line's slope is the ratio of the spreads (the reduced major axis): the least squares' would shrink with the noise of early steps, and
 * as only good trials complete, the bad ones would all look nearly as good. It is at most 1: differences shrink on the way. With fewer than {@link #FEWEST} completed trials a curve ends as it is.
 */
final class Projection {
    private static final int FEWEST = 4;
    private static final double LEAST_SLOPE = 0.3;
    /** Lines are drawn anew after this part more of completed trials, so that what they project to is the same for some suggestions. */
    private static final double REDRAWN = 0.2;

    private final Direction direction;
    private final List<CompletedTrial> completed;
    private final Map<Integer, Line> lines = new HashMap<>();
    private final Map<Integer, Double> gains = new HashMap<>();

    private Projection(Direction direction, List<CompletedTrial> completed) {
        this.direction = direction;
        this.completed = completed;
    }

    static Projection of(History history) {
        List<CompletedTrial> usable = history.completed().stream()
                .filter(trial -> !trial.curve().isEmpty() && Double.isFinite(trial.objective()))
                .sorted(Comparator.comparingInt(CompletedTrial::number))
                .toList();
        return new Projection(history.direction(), usable.subList(0, drawnAt(usable.size())));
    }

    /** The loss at which a curve is expected to end; NaN if it diverged or is empty. */
    double loss(Curve curve) {
        int step = curve.lastStep();
        if (curve.isEmpty() || !Double.isFinite(curve.last())) {
            return Double.NaN;
        }
        double now = direction.loss(curve.bestUpTo(step, direction));
        return completed.size() < FEWEST
                ? now
                : lines.computeIfAbsent(step, this::line).end(now);
    }

    /**
     * The loss that a curve had reached at a step, plus what completed trials gained from there to their ends in the median. Unlike a line it
     * keeps all differences: what of them lasts is for a model to say. NaN where there is nothing finite up to there.
     */
    double raised(Curve curve, int step) {
        return direction.loss(curve.bestUpTo(step, direction)) + gains.computeIfAbsent(step, this::gain);
    }

    private double gain(int step) {
        double[] gained = completed.stream()
                .filter(trial -> trial.curve().reaches(step))
                .mapToDouble(trial -> direction.loss(trial.objective())
                        - direction.loss(trial.curve().bestUpTo(step, direction)))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return gained.length < FEWEST ? 0 : gained[(gained.length - 1) / 2];
    }

    private Line line(int step) {
        double[] x = new double[completed.size()];
        double[] y = new double[completed.size()];
        int n = 0;
        for (CompletedTrial trial : completed) {
            double then = direction.loss(trial.curve().bestUpTo(step, direction));
            if (trial.curve().reaches(step) && Double.isFinite(then)) {
                x[n] = then;
                y[n++] = direction.loss(trial.objective());
            }
        }
        return n < FEWEST ? new Line(0, 0, 1) : Line.through(x, y, n);
    }

    /** end = y + slope · (now − x). */
    private record Line(double x, double y, double slope) {
        static Line through(double[] xs, double[] ys, int n) {
            double x = 0;
            double y = 0;
            for (int i = 0; i < n; i++) {
                x += xs[i] / n;
                y += ys[i] / n;
            }
            double xx = 0;
            double yy = 0;
            for (int i = 0; i < n; i++) {
                xx += (xs[i] - x) * (xs[i] - x);
                yy += (ys[i] - y) * (ys[i] - y);
            }
            return new Line(x, y, xx > 0 ? Math.min(1, Math.max(LEAST_SLOPE, Math.sqrt(yy / xx))) : 1);
        }

        double end(double now) {
            return y + slope * (now - x);
        }
    }

    private static int drawnAt(int completed) {
        int size = FEWEST;
        while (true) {
            int next = Math.max(size + 1, (int) Math.ceil(size * (1 + REDRAWN)));
            if (next > completed) {
                return Math.min(size, completed);
            }
            size = next;
        }
    }
}
