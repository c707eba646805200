package dev.cairn.search.sampler;

import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The loss that each trial of a history counts by, as {@link Evidence} says. */
final class Losses {
    private final History history;
    private final Direction direction;
    private final double[] done;
    private final double worst;
    private Optional<Unfinished> unfinished = Optional.empty();

    /** What only studies with stopped or paused trials need. */
    private record Unfinished(double median, Projection projection) {}

    Losses(History history) {
        this.history = history;
        direction = history.direction();
        done = finite(history.trials(), direction);
        double most = done.length == 0 ? 0 : Double.NEGATIVE_INFINITY;
        for (double loss : done) {
            most = Math.max(most, loss);
        }
        worst = most;
    }

    /** Finite; empty where a trial says nothing. */
    OptionalDouble loss(Trial trial) {
        double loss;
        if (trial instanceof CompletedTrial completed) {
            loss = direction.loss(completed.objective());
        } else if (trial instanceof PrunedTrial pruned) {
            loss = Math.max(unfinished().median(), projected(pruned));
        } else if (trial instanceof PendingTrial waiting
                && waiting.paused()
                && !waiting.curve().isEmpty()) {
            loss = unfinished().projection().loss(waiting.curve());
        } else if (trial instanceof FailedTrial failed && failed.diverged()) {
            loss = Double.NaN;
        } else {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.isFinite(loss) ? loss : worst);
    }

    /** How curves go on in this study. */
    Projection projection() {
        return unfinished().projection();
    }

    private double projected(PrunedTrial pruned) {
        Curve curve = pruned.curve();
        return curve.isEmpty()
                ? direction.loss(pruned.lastValue())
                : unfinished().projection().loss(curve);
    }

    private Unfinished unfinished() {
        Unfinished known = unfinished.orElseGet(() -> new Unfinished(median(done), Projection.of(history)));
        unfinished = Optional.of(known);
        return known;
    }

    private static double[] finite(List<Trial> trials, Direction direction) {
        double[] finite = new double[trials.size()];
        int count = 0;
        for (Trial trial : trials) {
            if (trial instanceof CompletedTrial completed) {
                double loss = direction.loss(completed.objective());
                finite[count] = loss;
                count += Double.isFinite(loss) ? 1 : 0;
            }
        }
        return Arrays.copyOf(finite, count);
    }

    private static double median(double[] done) {
        double[] sorted = done.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    }
}
