package dev.cairn.trainers;

import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A learner without steps: its model is fitted whole, as a function of the fold and the seed, or not at all. */
public final class Whole implements Learner {
    /** Makes the model; can be slow, and is not interrupted. */
    public interface Fit {
        Model fit() throws TrainingFailure;
    }

    /** What was fitted. */
    public interface Model {
        Predictions predict(RowSet rows) throws TrainingFailure;

        /** What it takes to predict with. */
        long bytes();

        /** See {@link Learner#provenance}. */
        default Optional<String> provenance() {
            return Optional.empty();
        }
    }

    private final Fit fit;
    private @Nullable Model model;

    public Whole(Fit fit) {
        this.fit = fit;
    }

    @Override
    public int step() {
        return model == null ? 0 : 1;
    }

    @Override
    public boolean finished() {
        return model != null;
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) throws TrainingFailure {
        if (model == null && toStep >= 1 && !cancelled.getAsBoolean()) {
            model = fit.fit();
        }
    }

    @Override
    public Predictions predict(RowSet rows) throws TrainingFailure {
        if (model == null) {
            throw new TrainingFailure(Kind.CODE, "a model was asked before it was fitted");
        }
        return model.predict(rows);
    }

    @Override
    public long modelBytes() {
        return model == null ? 0 : model.bytes();
    }

    @Override
    public Optional<String> provenance() {
        return Optional.ofNullable(model).flatMap(Model::provenance);
    }

    /** One byte: fitted or not. */
    @Override
    public byte[] save() {
        return new byte[] {(byte) step()};
    }

    @Override
    public void restore(byte[] state) throws TrainingFailure {
        advance(state[0], () -> false);
    }

    @Override
    public void close() {}
}
