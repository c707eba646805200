package dev.cairn.server.trial;

import dev.cairn.server.predict.PredictionTable;
import dev.cairn.server.predict.RowReader;
import dev.cairn.trainers.FinalModel;
import dev.cairn.trainers.FinalModel.Part;
import dev.cairn.trainers.Predictor;
import dev.cairn.trainers.Reporter;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.split.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Predicts in the child, which keeps the model that it opened last. */
final class PredictWork {
    private Optional<Opened> last = Optional.empty();

    /**
     * A model that is ready.
     *
     * @param job how it was opened
     */
    private record Opened(PredictJob job, Predictor predictor) {}

    TrialEnd of(TrialTask.Predict task, Reporter reporter) throws TrainingFailure, IOException {
        PredictJob job = task.job();
        Predictor predictor = predictor(job, reporter);
        if (job.rows().isEmpty()) {
            return new TrialEnd.Explained(predictor.readable());
        }
        Frame rows = RowReader.read(job.rows().get(), predictor.training());
        Path csv = task.scratch().resolve("predictions.csv");
        PredictionTable.write(csv, predictor.training().target(), predictor.answer(RowSet.all(rows)));
        return new TrialEnd.Predicted(csv, rows.rows());
    }

    private Predictor predictor(PredictJob job, Reporter reporter) throws TrainingFailure, IOException {
        if (last.isEmpty() || !last.get().job().equals(job.unasked())) {
            last.ifPresent(opened -> opened.predictor().close());
            last = Optional.empty();
            Predictor predictor =
                    Predictor.open(job.trainFrame(), model(job), job.objective(), job.device(), reporter::cancelled);
            last = Optional.of(new Opened(job.unasked(), predictor));
            if (job.intervals().isPresent()) {
                PredictJob.Wanted wanted = job.intervals().get();
                predictor.learn(wanted.levels(), reporter.outOfFold(wanted.outOfFold()), job.seed());
            }
        }
        return last.get().predictor();
    }

    private static FinalModel model(PredictJob job) throws TrainingFailure, IOException {
        if (job.model().isPresent()) {
            return FinalModel.read(CheckpointFile.read(job.model().get()).state());
        }
        long seed = Seeds.of(job.seed(), "final", job.trial());
        return new FinalModel(
                List.of(new Part(job.trial(), job.trainer(), job.values(), job.fidelity(), seed, 1, Optional.empty())));
    }
}
