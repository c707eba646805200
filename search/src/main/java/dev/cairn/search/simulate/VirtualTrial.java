package dev.cairn.search.simulate;

import dev.cairn.search.pruner.Contender;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** One trial in virtual time: how far along its course it is, in measurements. */
final class VirtualTrial {
    final int number;
    final Values values;
    final String trainer;
    private final Course course;
    private final Fidelity fidelity;
    private final int[] steps;
    private final double[] measured;
    private final int from;
    private final int end;

    private TrialEnd state = TrialEnd.QUEUED;
    private int done;
    private int resumedAt;
    private double segment;
    private double busy;
    private double started = Double.NaN;
    private double over = Double.NaN;
    private int next;

    /** @param inherited the step of the checkpoint that it goes on from, 0 for a new model */
    VirtualTrial(int number, Values values, String trainer, Course course, Fidelity fidelity, int inherited) {
        this.number = number;
        this.values = values;
        this.trainer = trainer;
        this.course = course;
        this.fidelity = fidelity;
        this.steps = course.curve().steps();
        this.measured = course.curve().values();
        this.from = upTo(inherited);
        this.end = Math.max(from, upTo(fidelity.maxSteps()));
        this.done = from;
    }

    private int upTo(int step) {
        int count = 0;
        while (count < steps.length && steps[count] <= step) {
            count++;
        }
        return count;
    }

    TrialEnd state() {
        return state;
    }

    boolean open() {
        return state == TrialEnd.QUEUED || state == TrialEnd.RUNNING;
    }

    boolean over() {
        return !open() && state != TrialEnd.PAUSED;
    }

    int step() {
        return done == 0 ? 0 : steps[done - 1];
    }

    boolean atEnd() {
        return done == end;
    }

    /** Steps that it has run itself. */
    int stepsRun() {
        return step() - (from == 0 ? 0 : steps[from - 1]);
    }

    /** Steps that it would have run if nobody had stopped it. */
    int stepsInFull() {
        return (end == 0 ? 0 : steps[end - 1]) - (from == 0 ? 0 : steps[from - 1]);
    }

    void queue() {
        state = TrialEnd.QUEUED;
    }

    void start(double now, IntPredicate judged) {
        state = TrialEnd.RUNNING;
        started = Double.isNaN(started) ? now : started;
        segment = now;
        resumedAt = done;
        aim(judged);
    }

    /** Looks for the next measurement at which something is decided. */
    void aim(IntPredicate judged) {
        next = Math.min(done + 1, end);
        while (next < end && !judged.test(steps[next - 1])) {
            next++;
        }
    }

    /** When the measurement comes at which something is decided. */
    double decision() {
        return timeOf(next);
    }

    private double timeOf(int count) {
        int before = resumedAt == 0 ? 0 : steps[resumedAt - 1];
        int then = count == 0 ? 0 : steps[count - 1];
        return segment + course.setupSeconds() + course.secondsPerStep() * (then - before);
    }

    void reachDecision() {
        done = next;
    }

    /** Measures what comes until now. */
    void advance(double now) {
        while (done < end && timeOf(done + 1) <= now) {
            done++;
        }
    }

    void leave(TrialEnd how, double now) {
        busy += state == TrialEnd.RUNNING ? now - segment : 0;
        state = how;
        over = now;
    }

    /** How it ends when it has run as far as it may. */
    TrialEnd ending() {
        boolean whole = end == steps.length;
        return whole && course.end() != Course.End.SCORED ? TrialEnd.FAILED : TrialEnd.COMPLETED;
    }

    Curve curve() {
        return new Curve(Arrays.copyOfRange(steps, from, done), Arrays.copyOfRange(measured, from, done));
    }

    Contender contender() {
        return new Contender(number, curve());
    }

    double score(Direction direction) {
        return end == steps.length ? course.score() : curve().bestUpTo(step(), direction);
    }

    /** As samplers see it. */
    Trial trial(Direction direction) {
        return switch (state) {
            case QUEUED, RUNNING -> new PendingTrial(number, values, Curve.EMPTY, fidelity, false);
            case PAUSED -> new PendingTrial(number, values, curve(), fidelity, true);
            case STOPPED, LEFT, CUT -> new PrunedTrial(number, values, curve(), curve().last());
            case FAILED -> new FailedTrial(number, values, curve(), "it failed", course.end() == Course.End.DIVERGED);
            case COMPLETED ->
                new CompletedTrial(
                        number, values, curve(), List.of(score(direction)), Double.NaN, Duration.ofMillis((long)
                                (1000 * busy)));
        };
    }

    Played.Outcome outcome(Direction direction) {
        double score = state == TrialEnd.COMPLETED ? score(direction) : Double.NaN;
        return new Played.Outcome(
                number, values, trainer, state, stepsRun(), stepsInFull(), step(), started, over, busy, score);
    }
}
