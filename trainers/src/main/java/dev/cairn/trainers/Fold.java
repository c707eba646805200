package dev.cairn.trainers;

import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One fold of a running cross-validation: its learner, and the rows that score it. */
final class Fold implements AutoCloseable {
    private final int number;
    private final Learner learner;
    private final RowSet training;
    private final RowSet validation;
    private final Target truth;
    private @Nullable Predictions latest;
    private int latestStep = -1;

    Fold(int number, Learner learner, RowSet training, RowSet validation) {
        this.number = number;
        this.learner = learner;
        this.training = training;
        this.validation = validation;
        this.truth = validation.target();
    }

    int number() {
        return number;
    }

    /** The rows that it learns from. */
    RowSet training() {
        return training;
    }

    Learner learner() {
        return learner;
    }

    RowSet validation() {
        return validation;
    }

    Target truth() {
        return truth;
    }

    void advance(int toStep, BooleanSupplier calledOff) throws TrainingFailure {
        learner.advance(toStep, calledOff);
    }

    /** Predicts anew only after the learner has moved. */
    Predictions predictions() throws TrainingFailure {
        Predictions known = latest;
        if (known != null && latestStep == learner.step()) {
            return known;
        }
        Predictions fresh = learner.predict(validation);
        if (!fresh.finite()) {
            throw new TrainingFailure(
                    Kind.DIVERGED,
                    "the model of fold " + (number + 1) + " left the finite numbers by step " + learner.step());
        }
        latest = fresh;
        latestStep = learner.step();
        return fresh;
    }

    @Override
    public void close() {
        learner.close();
    }
}
