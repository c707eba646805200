package dev.cairn.server.simulate;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.simulate.Course;
import dev.cairn.search.simulate.Courses;
import dev.cairn.search.simulate.SearchPlan;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Curve;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Answers with the learning curves of a study that was run. A configuration that it never tried is answered by the nearest one that it tried with
 * the same trainer, moved to the score that {@link Surrogate} foretells where that foretells better; a curve that was stopped goes on with the changes of the nearest curve that was not.
 */
public final class Recording implements Courses {
    private static final double SAME = 1e-9;

    private final SearchPlan plan;
    private final Lengths lengths;
    private final List<RecordedTrial> trials;
    private final Map<Integer, double[]> places = new HashMap<>();
    private final Set<Integer> recorded = new TreeSet<>();
    private final Set<Integer> extended = new TreeSet<>();
    private final Surrogate surrogate;
    private int asked;

    /** @throws InvalidSearch where no trial measured anything */
    public Recording(SearchPlan plan, Lengths lengths, List<RecordedTrial> trials) {
        this.plan = plan;
        this.lengths = lengths;
        this.trials = List.copyOf(trials);
        trials.forEach(trial -> places.put(trial.number(), plan.space().encode(trial.values())));
        if (trials.stream().noneMatch(Recording::usable)) {
            throw new InvalidSearch("no trial of the study was scored or measured anything");
        }
        this.surrogate = new Surrogate(plan.space(), this.trials, this::scoreOfNearest);
    }

    private double scoreOfNearest(RecordedTrial trial) {
        return nearest(
                        trial.values(),
                        other -> other.end() == RecordedTrial.End.COMPLETED && other.number() != trial.number())
                .map(RecordedTrial::score)
                .orElse(Double.NaN);
    }

    private static boolean usable(RecordedTrial trial) {
        return !trial.curve().isEmpty()
                && (trial.end() == RecordedTrial.End.COMPLETED || trial.end() == RecordedTrial.End.STOPPED);
    }

    /** How many configurations were asked for. */
    public int asked() {
        return asked;
    }

    /** How many of them the study had tried itself. */
    public int known() {
        return recorded.size();
    }

    /** How many curves were made longer than they were recorded. */
    public int extended() {
        return extended.size();
    }

    /** By what configurations are answered that the study never tried, and how far that is off on its own trials. */
    public String answeredBy() {
        return surrogate
                .errors()
                .map(errors -> "%s (mean error on its own trials, each left out: nearest %.3g, trees %.3g)"
                        .formatted(
                                errors.treesAreBetter()
                                        ? "the nearest curve, moved to the score that a model of trees foretells"
                                        : "the nearest curve",
                                errors.nearest(),
                                errors.trees()))
                .orElse("the nearest curve");
    }

    @Override
    public Course of(int number, Values values) {
        asked++;
        Optional<RecordedTrial> same = nearest(values, trial -> true)
                .filter(trial -> distance(place(trial), plan.space().encode(values)) < SAME);
        same.ifPresent(trial -> recorded.add(number));
        RecordedTrial answer = same.or(() -> nearest(values, Recording::usable))
                .orElseThrow(() -> new InvalidSearch("no trial of '%s' was recorded to answer with"
                        .formatted(plan.trainer().apply(values))));
        Course course = course(number, answer);
        return same.isPresent() ? course : moved(course, values);
    }

    private Course moved(Course course, Values values) {
        Optional<Double> foretold = surrogate.score(values).filter(score -> course.end() == Course.End.SCORED);
        if (foretold.isEmpty() || Double.isNaN(course.score())) {
            return course;
        }
        double by = foretold.get() - course.score();
        double[] moved =
                Arrays.stream(course.curve().values()).map(value -> value + by).toArray();
        return new Course(
                new Curve(course.curve().steps(), moved),
                foretold.get(),
                course.end(),
                course.setupSeconds(),
                course.secondsPerStep());
    }

    private Course course(int number, RecordedTrial trial) {
        Curve curve = trial.curve();
        if (trial.end() == RecordedTrial.End.STOPPED) {
            extended.add(number);
            curve = extended(trial);
        }
        Course.End end = switch (trial.end()) {
            case COMPLETED, STOPPED -> Course.End.SCORED;
            case FAILED -> Course.End.FAILED;
            case DIVERGED -> Course.End.DIVERGED;
        };
        double score = trial.end() == RecordedTrial.End.COMPLETED
                ? trial.score()
                : curve.bestUpTo(curve.lastStep(), plan.direction());
        return new Course(curve, score, end, trial.setupSeconds(), trial.secondsPerStep());
    }

    private Curve extended(RecordedTrial trial) {
        Curve curve = trial.curve();
        Optional<RecordedTrial> guide = nearest(
                trial.values(),
                other -> other.end() == RecordedTrial.End.COMPLETED
                        && other.curve().lastStep() > curve.lastStep());
        int[] later = guide.map(other -> later(other.curve().steps(), curve.lastStep()))
                .orElseGet(() -> later(lengths.of(trial.values()).measured(), curve.lastStep()));
        int[] steps = Arrays.copyOf(curve.steps(), curve.length() + later.length);
        double[] values = Arrays.copyOf(curve.values(), steps.length);
        for (int i = 0; i < later.length; i++) {
            int step = later[i];
            steps[curve.length() + i] = step;
            values[curve.length() + i] = curve.last()
                    + guide.map(other -> at(other.curve(), step) - at(other.curve(), curve.lastStep()))
                            .orElse(0.0);
        }
        return new Curve(steps, values);
    }

    private static int[] later(int[] steps, int than) {
        return Arrays.stream(steps).filter(step -> step > than).toArray();
    }

    /** The newest value at a step. */
    private static double at(Curve curve, int step) {
        double value = curve.value(0);
        for (int i = 0; i < curve.length() && curve.step(i) <= step; i++) {
            value = curve.value(i);
        }
        return value;
    }

    private Optional<RecordedTrial> nearest(Values values, Predicate<RecordedTrial> which) {
        String trainer = plan.trainer().apply(values);
        double[] here = plan.space().encode(values);
        return trials.stream()
                .filter(trial -> trial.trainer().equals(trainer) && which.test(trial))
                .min(Comparator.comparingDouble((RecordedTrial trial) -> distance(place(trial), here))
                        .thenComparingInt(RecordedTrial::number));
    }

    private double[] place(RecordedTrial trial) {
        return Objects.requireNonNull(places.get(trial.number()));
    }

    /** Mean over the parameters of the distance of their places; 1 where one of two is absent or unordered ones differ. */
    private double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            Parameter parameter = plan.space().parameters().get(i);
            boolean absent = Double.isNaN(one[i]) != Double.isNaN(other[i]);
            double apart = Double.isNaN(one[i]) ? 0 : Math.abs(one[i] - other[i]);
            sum += absent || (parameter.unordered() && apart > 0) ? 1 : apart;
        }
        return sum / Math.max(1, one.length);
    }
}
