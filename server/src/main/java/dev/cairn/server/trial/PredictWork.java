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

    private record Key(Path trainFrame, Optional<Path> model, long seed, int trial) {}

    private record Opened(Key key, Predictor predictor) {}

    TrialEnd of(TrialTask.Predict task, Reporter reporter) throws TrainingFailure, IOException {
        PredictJob job = task.job();
        Predictor predictor = predictor(job, reporter);
        if (job.rows().isEmpty()) {
            return new TrialEnd.Explained(predictor.readable());
        }
        Frame rows = RowReader.read(job.rows().get(), predictor.training());
        Path csv = task.scratch().resolve("predictions.csv");
        PredictionTable.write(csv, predictor.training().target(), predictor.predict(RowSet.all(rows)));
        return new TrialEnd.Predicted(csv, rows.rows());
    }

    private Predictor predictor(PredictJob job, Reporter reporter) throws TrainingFailure, IOException {
        Key key = new Key(job.trainFrame(), job.model(), job.seed(), job.trial());
        if (last.isEmpty() || !last.get().key().equals(key)) {
            last.ifPresent(opened -> opened.predictor().close());
            last = Optional.empty();
            last = Optional.of(new Opened(
                    key,
                    Predictor.open(job.trainFrame(), model(job), job.objective(), job.device(), reporter::cancelled)));
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
