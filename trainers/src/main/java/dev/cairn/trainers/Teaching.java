package dev.cairn.trainers;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.Committee.Member;
import dev.cairn.trainers.EnsembleJob.Candidate;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.ensemble.Blend;
import dev.cairn.trainers.split.Holdout;
import dev.cairn.trainers.split.Parts;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Several models that teach one. How much is lost on the way is measured on folds of the study's own validation: there the several, fitted anew on
 * the other folds, teach a pupil what they say of these rows without having seen them, and both are scored on the fold.
 */
final class Teaching {
    private static final int MOST_FOLDS = 3;

    /** The best configuration of each of so many kinds of model may be the pupil. */
    private static final int MOST_PUPILS = 2;

    private final FinalJob job;
    private final Preparation best;
    private final Committee committee;
    private final BooleanSupplier over;

    /**
     * One that may be taught.
     *
     * @param trial whose configuration it has
     */
    record Pupil(int trial, Candidate configuration) {}

    /**
     * What was scored on the folds, in the metric's direction.
     *
     * @param heldOut what the pupil said of their rows
     */
    record Judged(Pupil pupil, double blend, double distilled, double alone, HeldOut heldOut) {}

    /** What one says about rows, and its state. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Learned(List<Predictions> said, int steps, byte[] state) {}

    Teaching(FinalJob job, Preparation best, Committee committee, BooleanSupplier over) {
        this.job = job;
        this.best = best;
        this.committee = committee;
        this.over = over;
    }

    /** What was said of a fold's rows. */
    private record Fold(RowSet held, Predictions blend, Predictions alone, List<Predictions> pupils) {}

    /** Scores the several, the best alone, and one taught by the several, which is the best of those that can be. */
    Optional<Judged> judge(EnsembleJob wanted, Validation validation, Reporter reporter) throws TrainingFailure {
        FoldPlan plan = FoldPlan.of(RowSet.all(best.frame()), validation, job.seed(), reporter);
        List<Pupil> pupils = pupils(wanted);
        List<Fold> folds = new ArrayList<>();
        for (FoldPlan.Part part :
                plan.parts().subList(0, Math.min(MOST_FOLDS, plan.parts().size()))) {
            folds.add(fold(part, pupils, Seeds.of(job.seed(), "lesson", folds.size())));
        }
        Optional<Judged> chosen = Optional.empty();
        for (int place = 0; place < pupils.size(); place++) {
            int pupil = place;
            double distilled = score(folds, fold -> fold.pupils().get(pupil));
            if (chosen.isEmpty() || loss(distilled) < loss(chosen.get().distilled())) {
                chosen = Optional.of(new Judged(
                        pupils.get(pupil),
                        score(folds, Fold::blend),
                        distilled,
                        score(folds, Fold::alone),
                        heldOut(folds, pupils.get(pupil), pupil)));
            }
        }
        return chosen;
    }

    private Fold fold(FoldPlan.Part part, List<Pupil> pupils, long seed) throws TrainingFailure {
        RowSet held = part.validation();
        Heard heard = heard(part.train(), held, seed);
        List<Predictions> taught = new ArrayList<>();
        for (Pupil pupil : pupils) {
            taught.add(taught(pupil, heard.lesson(), part.train(), List.of(held))
                    .said()
                    .get(0));
        }
        Learned alone = learned(best, part.train(), job.trial(), List.of(held));
        return new Fold(held, heard.held(), alone.said().get(0), taught);
    }

    /** The mean over the folds' rows. */
    private double score(List<Fold> folds, Function<Fold, Predictions> said) {
        double sum = 0;
        double rows = 0;
        for (Fold fold : folds) {
            RowSet held = fold.held();
            sum += held.size() * job.objective().metric().compute(held.target(), said.apply(fold));
            rows += held.size();
        }
        return sum / rows;
    }

    private HeldOut heldOut(List<Fold> folds, Pupil pupil, int place) {
        int[] rows = folds.stream()
                .flatMapToInt(fold -> Arrays.stream(fold.held().rows()))
                .toArray();
        Predictions said = Predictions.concat(
                folds.stream().map(fold -> fold.pupils().get(place)).toList());
        return new HeldOut(new RowSet(best.frame(), rows), Map.of(pupil.trial(), said));
    }

    /** What is to be learned of all training rows. */
    Lesson lesson(Predictions ofMade) {
        return Lesson.of(RowSet.all(best.frame()), seedOfAll(), committee.together(best.frame()), ofMade);
    }

    /** Rows that all training rows are filled up with. */
    RowSet made() {
        return Lesson.unanswered(RowSet.all(best.frame()), seedOfAll());
    }

    private long seedOfAll() {
        return Seeds.of(job.seed(), "lesson");
    }

    /** Whether the pupil is as good as the best that learned by itself. */
    boolean pays(Judged judged) {
        return loss(judged.distilled()) <= loss(judged.alone());
    }

    Learned taught(Pupil pupil, Lesson lesson, RowSet rows, List<RowSet> asked) throws TrainingFailure {
        Candidate own = pupil.configuration();
        Preparation preparation =
                Preparation.on(lesson.frame(rows), own.trainer(), own.values(), job.objective(), own.fidelity());
        return learned(preparation, RowSet.all(preparation.frame()), pupil.trial(), asked);
    }

    Learned learned(Preparation preparation, RowSet rows, int trial, List<RowSet> asked) throws TrainingFailure {
        FoldData data = new FoldData(0, rows, preparation.shape(), job.objective());
        try (Learner learner = preparation.trainer().start(data, preparation.values(), seed(trial), job.device())) {
            learner.advance(preparation.maxSteps(), over);
            if (!learner.finished() && learner.step() < preparation.maxSteps()) {
                throw new TrainingFailure(Kind.TIME_OUT, "the time was over");
            }
            List<Predictions> said = new ArrayList<>();
            for (RowSet some : asked) {
                said.add(learner.predict(some));
            }
            return new Learned(said, learner.step(), learner.save());
        }
    }

    long seed(int trial) {
        return Seeds.of(job.seed(), "final", trial);
    }

    private double loss(double score) {
        return job.objective().direction() == Direction.MINIMIZE ? score : -score;
    }

    /** The best of each kind first, as far as one of its kind can learn from so many rows. */
    private List<Pupil> pupils(EnsembleJob wanted) {
        List<Pupil> pupils = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        TaskShape shape = Lesson.shape(best.frame());
        for (Candidate candidate : wanted.candidates()) {
            boolean fits = Trainers.named(candidate.trainer())
                    .filter(trainer -> trainer.fits(shape) && !trainer.unsupervised())
                    .isPresent();
            if (fits && pupils.size() < MOST_PUPILS && kinds.add(candidate.trainer())) {
                pupils.add(new Pupil(candidate.trial(), candidate));
            }
        }
        return pupils;
    }

    /** What the several say of a fold's rows, and what of its lesson. */
    private record Heard(Lesson lesson, Predictions held) {}

    private Heard heard(RowSet train, RowSet held, long seed) throws TrainingFailure {
        RowSet made = Lesson.unanswered(train, seed);
        Parts halves = new Holdout(0.5, true).split(train, seed);
        if (halves.held().length == 0 || halves.kept().length == 0) {
            throw new TrainingFailure(Kind.DATA, "the rows are too few to be halved");
        }
        RowSet first = train.at(halves.kept());
        RowSet second = train.at(halves.held());
        List<Predictions> ofMade = new ArrayList<>();
        List<Predictions> ofHeld = new ArrayList<>();
        List<Predictions> unseen = new ArrayList<>();
        for (Member member : committee.members()) {
            List<Predictions> said = learned(member.preparation(), train, member.trial(), List.of(made, held))
                    .said();
            ofMade.add(said.get(0));
            ofHeld.add(said.get(1));
            Predictions ofFirst = learned(member.preparation(), second, member.trial(), List.of(first))
                    .said()
                    .get(0);
            Predictions ofSecond = learned(member.preparation(), first, member.trial(), List.of(second))
                    .said()
                    .get(0);
            unseen.add(merged(halves, Predictions.concat(List.of(ofFirst, ofSecond))));
        }
        return new Heard(Lesson.of(train, seed, together(unseen), together(ofMade)), together(ofHeld));
    }

    /** In the order of the rows that were halved. */
    private static Predictions merged(Parts halves, Predictions said) {
        int[] places = new int[said.rows()];
        int at = 0;
        for (int place : halves.kept()) {
            places[place] = at++;
        }
        for (int place : halves.held()) {
            places[place] = at++;
        }
        return said.at(places);
    }

    /** What the members say together, calibrated as the final model is. */
    Predictions together(List<Predictions> said) {
        List<Member> members = committee.members();
        List<Predictions> calibrated = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            calibrated.add(members.get(member).calibration().of(said.get(member)));
        }
        double[] weights = members.stream().mapToDouble(Member::weight).toArray();
        double sum = Arrays.stream(weights).sum();
        return committee
                .calibration()
                .of(new Blend(Arrays.stream(weights).map(w -> w / sum).toArray(), committee.combination())
                        .of(calibrated));
    }
}
