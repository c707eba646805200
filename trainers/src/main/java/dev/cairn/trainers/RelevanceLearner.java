package dev.cairn.trainers;

import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A model per label, each learning its own column. One may have ended before the others. */
final class RelevanceLearner implements Learner {
    private final List<Learner> learners;

    RelevanceLearner(List<Learner> learners) {
        this.learners = List.copyOf(learners);
    }

    @Override
    public int step() {
        return learners.stream().mapToInt(Learner::step).max().orElse(0);
    }

    @Override
    public boolean finished() {
        return learners.stream().allMatch(Learner::finished);
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) throws TrainingFailure {
        for (Learner learner : learners) {
            learner.advance(toStep, cancelled);
        }
    }

    @Override
    public Predictions predict(RowSet rows) throws TrainingFailure {
        double[] flat = new double[rows.size() * learners.size()];
        for (int label = 0; label < learners.size(); label++) {
            Predictions.Probabilities said =
                    (Predictions.Probabilities) learners.get(label).predict(rows);
            for (int row = 0; row < rows.size(); row++) {
                flat[row * learners.size() + label] = said.of(row, 1);
            }
        }
        return new Predictions.Marginals(learners.size(), flat);
    }

    /** All labels have the same values. */
    @Override
    public Optional<String> provenance() {
        return learners.get(0).provenance();
    }

    @Override
    public long modelBytes() throws TrainingFailure {
        long bytes = 0;
        for (Learner learner : learners) {
            bytes += learner.modelBytes();
        }
        return bytes;
    }

    @Override
    public byte[] save() throws TrainingFailure {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Learner learner : learners) {
                byte[] state = learner.save();
                out.writeInt(state.length);
                out.write(state);
            }
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the models of several labels cannot be saved", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void restore(byte[] state) throws TrainingFailure {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            for (Learner learner : learners) {
                byte[] own = new byte[in.readInt()];
                in.readFully(own);
                learner.restore(own);
            }
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the saved models of several labels end too early", e);
        }
    }

    @Override
    public void close() {
        learners.forEach(Learner::close);
    }
}
