package dev.cairn.trainers;

import dev.cairn.trainers.Fitting.Fitted;
import dev.cairn.trainers.Teaching.Judged;
import dev.cairn.trainers.Teaching.Learned;
import dev.cairn.trainers.Teaching.Pupil;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.ensemble.Combination;
import dev.cairn.trainers.ensemble.Recalibration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The one model that answers for several: the one they taught, or the best that learned by itself where that was better. */
final class Distillation {
    private final FinalJob job;
    private final Preparation best;
    private final Reporter reporter;
    private final Deadline deadline;

    /**
     * The one model.
     *
     * @param sealed what it says about the sealed rows, where there are some
     * @param heldOut what it said of training rows that it had not seen
     */
    record One(
            FinalModel model,
            Judged judged,
            boolean taught,
            Optional<Predictions> sealed,
            Optional<HeldOut> heldOut,
            int steps) {
        FinalScore.Distilled score(Map<String, Double> ofBlend) {
            Map<String, Double> heldOut = new LinkedHashMap<>();
            heldOut.put("blend", judged.blend());
            heldOut.put("distilled", judged.distilled());
            heldOut.put("alone", judged.alone());
            FinalModel.Part part = model.parts().get(0);
            return new FinalScore.Distilled(part.trial(), part.trainer(), taught, heldOut, ofBlend);
        }
    }

    Distillation(FinalJob job, Preparation best, Deadline deadline, Reporter reporter) {
        this.deadline = deadline;
        this.job = job;
        this.best = best;
        this.reporter = reporter;
    }

    /** Rows that the several are to tell of beside the sealed ones; none where one model is not wanted, or cannot be taught. */
    Optional<RowSet> made(Committee committee) {
        boolean wanted = job.ensemble().flatMap(EnsembleJob::distilled).isPresent();
        return wanted && committee.members().size() > 1 && Lesson.fits(best.frame())
                ? Optional.of(teaching(committee).made())
                : Optional.empty();
    }

    private Teaching teaching(Committee committee) {
        return new Teaching(job, best, committee, this::over);
    }

    private boolean over() {
        return reporter.cancelled() || deadline.over();
    }

    /**
     * Makes it; empty, with a line in the log, where time or data do not allow.
     *
     * @param fitted those of the committee that were, which spoke last of the rows made up
     */
    Optional<One> of(Committee committee, List<Fitted> fitted, Optional<RowSet> vault) throws TrainingFailure {
        Teaching teaching =
                teaching(committee.only(fitted.stream().map(Fitted::member).toList()));
        EnsembleJob wanted = job.ensemble().orElseThrow();
        try {
            Optional<Judged> judged = teaching.judge(wanted, wanted.distilled().orElseThrow(), reporter);
            if (judged.isEmpty()) {
                reporter.log("not distilled: no model of the study can learn from so many rows");
                return Optional.empty();
            }
            return Optional.of(one(teaching, judged.get(), committee, fitted, vault));
        } catch (TrainingFailure e) {
            if (reporter.cancelled() || e.kind() == Kind.CANCELLED) {
                throw e;
            }
            reporter.log("not distilled: " + e.getMessage());
            return Optional.empty();
        }
    }

    private One one(Teaching teaching, Judged judged, Committee committee, List<Fitted> fitted, Optional<RowSet> vault)
            throws TrainingFailure {
        boolean taught = teaching.pays(judged);
        List<RowSet> asked = vault.stream().toList();
        RowSet all = RowSet.all(best.frame());
        List<Predictions> ofMade = fitted.stream()
                .map(one -> one.said().get(one.said().size() - 1))
                .toList();
        Optional<Lesson> lesson = taught ? Optional.of(teaching.lesson(teaching.together(ofMade))) : Optional.empty();
        Learned learned = taught
                ? teaching.taught(judged.pupil(), lesson.orElseThrow(), all, asked)
                : teaching.learned(best, all, job.trial(), asked);
        reporter.log(String.format(
                Locale.ROOT,
                "distilled into trial %d (%s): on held-out rows %s %.5g, the ensemble %.5g, the best trial alone %.5g: %s answers",
                judged.pupil().trial(),
                judged.pupil().configuration().trainer(),
                job.objective().metric().wireName(),
                judged.distilled(),
                judged.blend(),
                judged.alone(),
                taught ? "the distilled model" : "the best trial alone"));
        FinalModel.Part part = part(teaching, judged.pupil(), taught, learned.state(), lesson);
        FinalModel model = new FinalModel(
                List.of(part), Combination.MEAN, Recalibration.NONE, taught ? committee.stakes() : List.of());
        Optional<HeldOut> heldOut = taught ? Optional.of(judged.heldOut()) : committee.heldOut();
        return new One(model, judged, taught, learned.said().stream().findFirst(), heldOut, learned.steps());
    }

    private FinalModel.Part part(
            Teaching teaching, Pupil pupil, boolean taught, byte[] state, Optional<Lesson> lesson) {
        int trial = taught ? pupil.trial() : job.trial();
        return new FinalModel.Part(
                trial,
                taught ? pupil.configuration().trainer() : best.trainer().name(),
                taught ? pupil.configuration().values() : best.values(),
                taught ? pupil.configuration().fidelity() : job.fidelity(),
                teaching.seed(trial),
                1,
                Optional.of(state),
                Recalibration.NONE,
                lesson,
                Optional.empty());
    }
}
