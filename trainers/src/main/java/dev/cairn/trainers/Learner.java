package dev.cairn.trainers;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One model of one fold while it learns. Patience is its own affair. Used by one thread at a time. */
public interface Learner extends AutoCloseable {
    /** How many steps were taken. */
    int step();

    /** True at the last step that the values allow, or when patience has run out. */
    boolean finished();

    /**
     * Goes on until {@code step() == toStep}, until finished, or until called off, whichever comes first. The result must not depend on how the
     * way there is divided into calls. It asks several times a second, inside a step too where it can; a step that is left is as if it had not
     * begun.
     */
    void advance(int toStep, BooleanSupplier cancelled) throws TrainingFailure;

    /** What the model selected so far says, which with patience is not the latest one. Rows may come from another frame with the same columns. */
    Predictions predict(RowSet rows) throws TrainingFailure;

    /** Everything that is needed to go on: a learner restored from it ends exactly like one that was never interrupted (CPU). */
    byte[] save() throws TrainingFailure;

    /** Takes up a saved state; called at most once, before anything else, on a learner started with the same arguments. */
    void restore(byte[] state) throws TrainingFailure;

    /**
     * What the model selected so far takes, in bytes: its weights, trees, support vectors or remembered rows in the form in which it predicts with them, or
     * in which its library writes them.
     */
    long modelBytes() throws TrainingFailure;

    /** How a library that keeps account of it came to the model; empty without. */
    default Optional<String> provenance() {
        return Optional.empty();
    }

    /** The model in a form that a person can read, where it has one. */
    default Optional<ReadableModel> readable() {
        return Optional.empty();
    }

    @Override
    void close();
}
