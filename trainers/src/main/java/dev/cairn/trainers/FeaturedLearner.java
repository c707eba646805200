package dev.cairn.trainers;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.Pipeline;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A learner that sees rows only as its pipeline prepares them. The pipeline is a function of fold and seed, so nothing of it need be saved. */
final class FeaturedLearner implements Learner {
    private final Pipeline pipeline;
    private final Learner learner;
    private @Nullable RowSet lastAsked;
    private @Nullable RowSet lastPrepared;

    FeaturedLearner(Pipeline pipeline, Learner learner) {
        this.pipeline = pipeline;
        this.learner = learner;
    }

    @Override
    public int step() {
        return learner.step();
    }

    @Override
    public boolean finished() {
        return learner.finished();
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) throws TrainingFailure {
        learner.advance(toStep, cancelled);
    }

    /** A fold predicts the same rows again and again; learners know them again by their frame. */
    @Override
    public Predictions predict(RowSet rows) throws TrainingFailure {
        RowSet known = lastPrepared;
        if (known == null || !rows.equals(lastAsked)) {
            known = pipeline.of(rows);
            lastAsked = rows;
            lastPrepared = known;
        }
        return learner.predict(known);
    }

    @Override
    public long modelBytes() throws TrainingFailure {
        return learner.modelBytes();
    }

    @Override
    public byte[] save() throws TrainingFailure {
        return learner.save();
    }

    @Override
    public void restore(byte[] state) throws TrainingFailure {
        learner.restore(state);
    }

    @Override
    public Optional<String> provenance() {
        return learner.provenance();
    }

    @Override
    public Optional<ReadableModel> readable() {
        return learner.readable();
    }

    @Override
    public void close() {
        learner.close();
    }
}
