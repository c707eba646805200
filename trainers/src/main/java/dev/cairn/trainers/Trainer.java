package dev.cairn.trainers;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of model that can be fitted. Has no state. To add one: a class with a public constructor without parameters, and its line in
 * {@code META-INF/services/dev.cairn.trainers.Trainer}. Everything but {@link #start} must be cheap and load no native library, since servers ask it.
 */
public interface Trainer {
    String name();

    /** What it makes of columns by itself. */
    default Inputs inputs() {
        return Inputs.NUMBERS;
    }

    /** Whether it learns from the features alone: a target only scores it. Where there is a target, it is used where it is named, never by {@code auto}. */
    default boolean unsupervised() {
        return false;
    }

    /** What is wrong with a value of the right kind for this parameter, in words for the user, where that can be said without the others. */
    default Optional<String> fault(String parameter, Value value) {
        return Optional.empty();
    }

    /** A reason when this trainer cannot take the task, in words for the user. */
    Optional<String> cannotFitBecause(TaskShape shape);

    default boolean fits(TaskShape shape) {
        return cannotFitBecause(shape).isEmpty();
    }

    /** What is searched when the study does not say. */
    SearchSpace space(TaskShape shape);

    /** A value for every parameter that this trainer knows, also for those that the default space does not search. Good enough to try first. */
    Values defaults(TaskShape shape);

    /** The most steps a model with these (complete) values can take; 1 for a trainer without steps. */
    int maxSteps(Values values);

    /** How many steps lie between two measurements, the same for all values so that curves can be compared. */
    default int stepsPerMeasurement() {
        return 1;
    }

    /** Whether several models of it may be fitted in one process at the same time. */
    default boolean sharesProcess() {
        return true;
    }

    /**
     * The parameters whose values may change while a model learns: a learner that was started with other values of these may be restored from a
     * saved state, and goes on with its own. Without any a trainer cannot take part in population-based training.
     */
    default Set<String> changeable() {
        return Set.of();
    }

    /**
     * Begins a model of one fold.
     *
     * @param values complete
     */
    Learner start(FoldData fold, Values values, long seed, Device device) throws TrainingFailure;

    /** The values with this trainer's defaults for what they leave out. */
    default Values complete(TaskShape shape, Values values) {
        Map<String, Value> all = new LinkedHashMap<>(defaults(shape).byName());
        all.putAll(values.byName());
        return new Values(all);
    }
}
