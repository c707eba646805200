package dev.cairn.trainers;

import dev.cairn.trainers.TrainingFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a cross-validation has come, as bytes: version, trainer, step, elapsed time, then each fold's learner. The step is the last that all folds
 * have reached and that was measured.
 */
record Progress(String trainer, int step, Duration elapsed, List<byte[]> learners) {
    private static final int VERSION = 1;

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeUTF(trainer);
            out.writeInt(step);
            out.writeLong(elapsed.toNanos());
            out.writeInt(learners.size());
            for (byte[] learner : learners) {
                out.writeInt(learner.length);
                out.write(learner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Progress read(byte[] bytes, String trainer, int folds) throws TrainingFailure {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new TrainingFailure(
                        Kind.CODE, "checkpoint version " + version + " is not known, only " + VERSION);
            }
            String saved = in.readUTF();
            int step = in.readInt();
            Duration elapsed = Duration.ofNanos(in.readLong());
            int count = in.readInt();
            if (!saved.equals(trainer) || count != folds) {
                throw new TrainingFailure(
                        Kind.CODE,
                        "the checkpoint is of " + count + " folds of '" + saved + "', not " + folds + " of '" + trainer
                                + "'");
            }
            List<byte[]> learners = new ArrayList<>();
            for (int fold = 0; fold < count; fold++) {
                learners.add(in.readNBytes(in.readInt()));
            }
            return new Progress(saved, step, elapsed, learners);
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the checkpoint ends too early", e);
        }
    }
}
