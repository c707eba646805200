package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.InvalidFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What search trials and final evaluations share before the first step: the frame, its shape, the trainer, and all its values. */
record Preparation(Frame frame, TaskShape shape, Trainer trainer, Values values, Objective objective, int maxSteps) {
    static Preparation of(Path file, String trainerName, Values given, Objective objective, Fidelity fidelity)
            throws TrainingFailure {
        Frame mapped = map(file);
        return on(ClusterSpace.laidOut(mapped, mapped), trainerName, given, objective, fidelity);
    }

    static Preparation on(Frame frame, String trainerName, Values given, Objective objective, Fidelity fidelity)
            throws TrainingFailure {
        Trainer trainer = Trainers.named(trainerName)
                .orElseThrow(() -> new TrainingFailure(Kind.CODE, "there is no trainer '" + trainerName + "'"));
        TaskShape shape = TaskShape.of(frame);
        Optional<String> reason = trainer.cannotFitBecause(shape);
        if (reason.isPresent()) {
            throw new TrainingFailure(Kind.DATA, "trainer '" + trainerName + "' cannot fit this data: " + reason.get());
        }
        if (!objective.metric().fits(shape.task())) {
            throw new TrainingFailure(
                    Kind.DATA, "metric " + objective.metric().wireName() + " does not fit the task " + shape.task());
        }
        Values values = trainer.complete(shape, given);
        int maxSteps = Math.max(1, Math.min(trainer.maxSteps(values), fidelity.maxSteps()));
        return new Preparation(frame, shape, trainer, values, objective, maxSteps);
    }

    static Frame map(Path file) throws TrainingFailure {
        return map(file, FrameFile::map);
    }

    /** The rows that only a final evaluation reads. */
    static Frame mapSealed(Path file) throws TrainingFailure {
        return map(file, FrameFile::mapSealed);
    }

    @FunctionalInterface
    private interface Opening {
        Frame of(Path file) throws IOException;
    }

    private static Frame map(Path file, Opening opening) throws TrainingFailure {
        try {
            return opening.of(file);
        } catch (InvalidFrame e) {
            throw new TrainingFailure(Kind.DATA, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the frame file cannot be read: " + e, e);
        }
    }
}
