package dev.cairn.server.simulate;

import dev.cairn.search.math.Stream;
import dev.cairn.search.simulate.Course;
import dev.cairn.search.simulate.Courses;
import dev.cairn.search.simulate.SearchPlan;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import java.util.function.ToDoubleFunction;

/**
 * Made-up learning curves: the loss falls from 1 to a floor by a power of the measurements (the family of Hestness et al., arXiv:1712.00409, §2),
 * with 1 % noise. The floor is lowest at one place of the space, and the speed differs from configuration to configuration; both are drawn by
 * the seed. They say how a plan would go, not what its models would score.
 *
 * @param secondsPerStep by name of the trainer
 */
public record PowerLaw(SearchPlan plan, Lengths lengths, ToDoubleFunction<String> secondsPerStep) implements Courses {
    /** In words, for people. */
    public static final String TOLD =
            "learning curves are made up: the loss falls as a power of the steps to a floor that depends on the configuration;"
                    + " scores mean nothing";

    private static final double LOWEST = 0.05;
    private static final double SPREAD = 0.6;
    private static final double SLOWEST = 0.4;
    private static final double NOISE = 0.01;

    @Override
    public Course of(int number, Values values) {
        double[] point = plan.space().encode(values);
        int[] steps = lengths.of(values).measured();
        Stream own = Stream.of(plan.seed(), key(point), "course".hashCode());
        double floor = LOWEST + SPREAD * distance(point);
        double power = SLOWEST + SLOWEST * own.uniform();
        double[] losses = new double[steps.length];
        for (int i = 0; i < steps.length; i++) {
            losses[i] = floor + (1 - floor) * Math.pow(i + 1.0, -power) * (1 + NOISE * own.gaussian());
        }
        Direction direction = plan.direction();
        for (int i = 0; i < losses.length; i++) {
            losses[i] = direction == Direction.MAXIMIZE ? 1 - losses[i] : losses[i];
        }
        Curve curve = new Curve(steps, losses);
        String trainer = plan.trainer().apply(values);
        return new Course(
                curve,
                curve.bestUpTo(curve.lastStep(), direction),
                Course.End.SCORED,
                0,
                secondsPerStep.applyAsDouble(trainer));
    }

    /** Mean distance from the best place over the parameters that are active, 0 … 1. */
    private double distance(double[] point) {
        double sum = 0;
        int active = 0;
        for (int i = 0; i < point.length; i++) {
            if (!Double.isNaN(point[i])) {
                sum += Math.abs(
                        point[i] - Stream.of(plan.seed(), i, "floor".hashCode()).uniform());
                active++;
            }
        }
        return active == 0 ? 0 : sum / active;
    }

    private static long key(double[] point) {
        long key = point.length;
        for (double place : point) {
            key = Stream.key(key, Double.doubleToLongBits(place));
        }
        return key;
    }
}
