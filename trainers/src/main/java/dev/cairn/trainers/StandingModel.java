package dev.cairn.trainers;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.FinalJob.Standing;
import dev.cairn.trainers.FinalModel.Part;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.ensemble.Recalibration;
import dev.cairn.trainers.split.Seeds;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What is the final model where nothing can be fitted on all training rows in time. */
final class StandingModel {
    /** So many rows teach a tree within a fraction of a second, whatever else the machine does. */
    private static final int FEW_ROWS = 2_000;

    private static final String QUICK = "cart";

    private final FinalJob job;
    private final Preparation preparation;
    private final Reporter reporter;
    private Optional<FinalModel> quick = Optional.empty();

    StandingModel(FinalJob job, Preparation preparation, Reporter reporter) {
        this.job = job;
        this.preparation = preparation;
        this.reporter = reporter;
    }

    /** Makes and keeps it where nobody did before: what holds of all rows first, which cannot fail. */
    void prepare() {
        if (!(job.standing() instanceof Standing.Quick) || preparation.shape().task() == Task.CLUSTERING) {
            return;
        }
        keep(new FinalModel(List.of(part(PriorTrainer.NAME, Optional.empty()))));
        try {
            boolean fits = Trainers.named(QUICK)
                    .filter(trainer -> trainer.fits(preparation.shape()))
                    .isPresent();
            if (fits) {
                FinalModel tree = new FinalModel(List.of(part(QUICK, Optional.of(few()))));
                opened(tree).close();
                keep(tree);
            }
        } catch (TrainingFailure e) {
            reporter.log(QUICK + " of a few rows: " + e.getMessage());
        }
    }

    private void keep(FinalModel model) {
        reporter.checkpoint(0, model.bytes());
        quick = Optional.of(model);
    }

    /** Evenly over the table. */
    private BitSet few() {
        int rows = preparation.frame().rows();
        int stride = Math.max(1, rows / FEW_ROWS);
        BitSet few = new BitSet();
        for (int row = 0; row < rows; row += stride) {
            few.set(row);
        }
        return few;
    }

    private Part part(String trainer, Optional<BitSet> rows) {
        return new Part(
                job.trial(),
                trainer,
                Values.NONE,
                Fidelity.FULL,
                Seeds.of(job.seed(), "quick"),
                1,
                Optional.empty(),
                Recalibration.NONE,
                Optional.empty(),
                rows);
    }

    /**
     * The model that stands.
     *
     * @param why there is none of all training rows
     */
    Made because(String why, Optional<RowSet> vault) throws TrainingFailure {
        if (job.standing() instanceof Standing.Folds folds) {
            FinalModel model = kept(folds);
            FinalScore.Part part = new FinalScore.Part(folds.trial(), folds.trainer(), 1);
            String stands = "the mean of the models of " + model.parts().size() + " of its folds stands for trial "
                    + folds.trial() + " (" + folds.trainer() + "): " + why;
            return Made.standing(part, said(model, vault), stands);
        }
        if (quick.isPresent()) {
            String trainer = quick.get().parts().get(0).trainer();
            FinalScore.Part part = new FinalScore.Part(job.trial(), trainer, 1);
            String what = trainer.equals(PriorTrainer.NAME)
                    ? "what holds of all rows alike"
                    : "a tree of at most " + 2 * FEW_ROWS + " rows";
            return Made.standing(part, said(quick.get(), vault), "no trial completed; " + what + " stands: " + why);
        }
        FinalScore.Part part = new FinalScore.Part(job.trial(), job.trainer(), 1);
        return Made.standing(
                part,
                Optional.empty(),
                "the configuration of trial " + job.trial() + " stands, fitted when it is first asked: " + why);
    }

    private FinalModel kept(Standing.Folds folds) throws TrainingFailure {
        try {
            return FinalModel.read(reporter.state(folds.model()));
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the kept models cannot be read: " + e, e);
        }
    }

    private Optional<Answer> said(FinalModel model, Optional<RowSet> vault) throws TrainingFailure {
        if (vault.isEmpty()) {
            return Optional.empty();
        }
        try (Predictor predictor = opened(model)) {
            return Optional.of(predictor.answer(vault.get()))
                    .filter(answer -> answer.predictions().finite());
        }
    }

    private Predictor opened(FinalModel model) throws TrainingFailure {
        return Predictor.open(job.trainFrame(), model, job.objective(), job.device(), reporter::cancelled);
    }
}
