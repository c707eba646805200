package dev.cairn.trainers;

import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.EnsembleJob.Candidate;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.ensemble.Allowance;
import dev.cairn.trainers.ensemble.Blend;
import dev.cairn.trainers.ensemble.Combination;
import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.ensemble.Ensemble;
import dev.cairn.trainers.ensemble.EnsembleSelection;
import dev.cairn.trainers.ensemble.Recalibration;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.split.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The models that a final evaluation fits, chosen by what trials said about held-out training rows; the sealed rows have no part in it.
 *
 * @param members the weightiest first; none where the time does not do for what is better than what stands
 * @param combination how what they say becomes one answer
 * @param way how they were chosen
 * @param scores of each way on rows that had no part in it, in the metric's direction; none where there was no choice
 * @param calibration of what they say together
 * @param stakes by which its answer is chosen among the classes; none for the most probable one
 * @param heldOut what the members said of those rows; empty where they said nothing
 * @param together what they say together, calibrated, of rows that they had not seen; empty where they said nothing
 */
record Committee(
        List<Member> members,
        Combination combination,
        Way way,
        Map<Way, Double> scores,
        Recalibration calibration,
        List<Double> stakes,
        Optional<HeldOut> heldOut,
        Optional<OutOfFold> together) {
    /** What of the time is left for fitting is not all planned for: estimates are means, and the machine has other work. */
    private static final double PLANNED = 0.7;

    /** Models that teach another are fitted about four times more, on parts of the rows, to see what is lost. */
    private static final int SHARE_OF_TEACHERS = 5;

    /** What a fit on all rows gains over the models of folds, about, as a share of the metric. */
    private static final double WORTH = 0.01;

    private static final Committee NONE = new Committee(
            List.of(),
            Combination.MEAN,
            Way.ALONE,
            Map.of(),
            Recalibration.NONE,
            List.of(),
            Optional.empty(),
            Optional.empty());

    Committee {
        members = List.copyOf(members);
        scores = Map.copyOf(scores);
        stakes = List.copyOf(stakes);
    }

    /** What several scored together on rows that had no part in the choice; empty for one model alone. */
    OptionalDouble score() {
        return members.size() > 1 ? OptionalDouble.of(scores.getOrDefault(way, Double.NaN)) : OptionalDouble.empty();
    }

    /** Those of its members alone that could be fitted. */
    Committee only(List<Member> fitted) {
        return new Committee(fitted, combination, way, scores, calibration, stakes, heldOut, together);
    }

    /** What they say together of each row of the frame without having seen it; of rows that were never held out, the truth. */
    Predictions together(Frame frame) {
        OutOfFold known = together.orElseThrow();
        int width = known.predictions().numbers().length / known.rows().length;
        double[] numbers = new double[frame.rows() * width];
        for (int row = 0; row < frame.rows(); row++) {
            if (frame.target() instanceof Target.Classes classes) {
                numbers[row * width + classes.codes()[row]] = 1;
            } else {
                numbers[row] = ((Target.Numbers) frame.target()).values()[row];
            }
        }
        for (int place = 0; place < known.rows().length; place++) {
            System.arraycopy(known.predictions().numbers(), place * width, numbers, known.rows()[place] * width, width);
        }
        return known.predictions().alike(numbers);
    }

    /** A model to fit, and its part in the whole. */
    record Member(int trial, Preparation preparation, Fidelity fidelity, double weight, Recalibration calibration) {}

    /** The best trial alone, unless the job has others and several together score better on rows that did not choose them. */
    static Committee of(FinalJob job, Preparation best, Deadline deadline, Reporter reporter) throws TrainingFailure {
        Choice choice = new Choice(job, best, deadline, reporter);
        job.ensemble().ifPresent(ensemble -> ensemble.candidates().forEach(choice::read));
        if (job.ensemble().isPresent() && choice.speaks()) {
            choice.leaveOutWhatTakesTooLong();
            return choice.known.isEmpty()
                    ? NONE
                    : choice.committee(job.ensemble().get());
        }
        Member alone = new Member(job.trial(), best, job.fidelity(), 1, Recalibration.NONE);
        return new Committee(
                List.of(alone),
                Combination.MEAN,
                Way.ALONE,
                Map.of(),
                Recalibration.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The choice while it is made. */
    private static final class Choice {
        private final FinalJob job;
        private final Preparation best;
        private final Deadline deadline;
        private final Reporter reporter;
        private Optional<Predictions> standing = Optional.empty();
        private final List<Candidate> known = new ArrayList<>();
        private final List<Predictions> said = new ArrayList<>();
        private final List<Recalibration> calibrations = new ArrayList<>();
        private int[] rows = new int[0];

        Choice(FinalJob job, Preparation best, Deadline deadline, Reporter reporter) {
            this.job = job;
            this.best = best;
            this.deadline = deadline;
            this.reporter = reporter;
        }

        /** Trials that were validated on other rows, or whose predictions are gone, take no part. */
        void read(Candidate candidate) {
            try {
                OutOfFold out = reporter.outOfFold(candidate.outOfFold());
                if (known.isEmpty()) {
                    rows = out.rows();
                }
                if (Arrays.equals(rows, out.rows())) {
                    Recalibration own = Recalibration.ofMember(
                            job.objective().metric(),
                            out.predictions(),
                            best.frame().target().select(rows));
                    known.add(candidate);
                    calibrations.add(own);
                    said.add(own.of(out.predictions()));
                }
            } catch (IOException e) {
                reporter.log("ensemble: trial " + candidate.trial() + " takes no part: " + e.getMessage());
            }
        }

        /** Whether there is a choice, or the best trial alone has something to calibrate with. */
        boolean speaks() {
            return known.size() > 1 || (known.size() == 1 && known.get(0).trial() == job.trial());
        }

        /** What cannot be fitted in time is not chosen to begin with, so that the others are chosen to do without it. */
        void leaveOutWhatTakesTooLong() {
            standing = saidByWhatStands();
            double most = left().toNanos() * PLANNED;
            for (int place = known.size() - 1; place >= 0; place--) {
                Candidate candidate = known.get(place);
                if (candidate.refit().toNanos() > most) {
                    reporter.log("ensemble: trial " + candidate.trial() + " takes no part: a fit takes about "
                            + candidate.refit().toMillis() + " ms of the "
                            + left().toMillis() + " ms that are left");
                    known.remove(place);
                    said.remove(place);
                    calibrations.remove(place);
                }
            }
        }

        private Optional<Predictions> saidByWhatStands() {
            return job.standing() instanceof FinalJob.Standing.Folds folds
                    ? IntStream.range(0, known.size())
                            .filter(place -> known.get(place).trial() == folds.trial())
                            .mapToObj(said::get)
                            .findFirst()
                    : Optional.empty();
        }

        private Duration left() {
            return deadline.left().orElse(Duration.ofDays(1));
        }

        /** Of held-out rows; the models that stand answered these too, each those that it had not seen. */
        private boolean worseThanWhatStands(Predictions together) {
            if (standing.isEmpty() || deadline.until().isEmpty()) {
                return false;
            }
            Target truth = new RowSet(best.frame(), rows).target();
            Metric metric = job.objective().metric();
            double fitted = metric.compute(truth, together);
            double stands = metric.compute(truth, standing.get());
            return job.objective().direction() == Direction.MINIMIZE
                    ? fitted > stands + WORTH * Math.abs(stands)
                    : fitted < stands - WORTH * Math.abs(stands);
        }

        Committee committee(EnsembleJob wanted) throws TrainingFailure {
            EnsembleSelection selection = EnsembleSelection.usual(
                    job.objective().metric(), job.objective().direction(), Seeds.of(job.seed(), "ensemble"));
            Ensemble.Rules rules = new Ensemble.Rules(wanted.combining(), allowance(wanted), wanted.size());
            Ensemble ensemble = Ensemble.of(selection, rules, said, new RowSet(best.frame(), rows));
            double[] weights = ensemble.blend().weights();
            Duration forThem = wanted.distilled().isPresent() ? left().dividedBy(SHARE_OF_TEACHERS) : left();
            int[] chosen = affordable(weights, forThem, wanted.size());
            double sum = Arrays.stream(chosen)
                    .mapToDouble(candidate -> weights[candidate])
                    .sum();
            List<Member> members = new ArrayList<>();
            for (int place : chosen) {
                Candidate candidate = known.get(place);
                members.add(new Member(
                        candidate.trial(),
                        prepared(candidate),
                        candidate.fidelity(),
                        weights[place] / sum,
                        calibrations.get(place)));
            }
            if (known.size() > 1) {
                reporter.log(line(ensemble, members));
            }
            Predictions together = together(chosen, members, ensemble);
            if (worseThanWhatStands(together)) {
                reporter.log("the models of folds stand: what can be fitted in the time that is left is worse");
                return NONE;
            }
            return finished(wanted, members, ensemble, together);
        }

        private HeldOut heldOut() {
            Map<Integer, Predictions> byTrial = new HashMap<>();
            for (int place = 0; place < known.size(); place++) {
                byTrial.put(known.get(place).trial(), said.get(place));
            }
            return new HeldOut(new RowSet(best.frame(), rows), byTrial);
        }

        /** What the members together said of the rows. */
        private Predictions together(int[] chosen, List<Member> members, Ensemble ensemble) {
            double[] weights = members.stream().mapToDouble(Member::weight).toArray();
            return new Blend(weights, ensemble.blend().combination())
                    .of(IntStream.of(chosen).mapToObj(said::get).toList());
        }

        private Committee finished(EnsembleJob wanted, List<Member> members, Ensemble ensemble, Predictions together) {
            RowSet seen = new RowSet(best.frame(), rows);
            Recalibration calibration = wanted.calibrating().fit(together, seen, job.seed());
            double[] stakes = wanted.deciding()
                    .stakes(
                            job.objective().metric(),
                            job.objective().direction(),
                            calibration.of(together),
                            seen,
                            job.seed());
            if (!calibration.equals(Recalibration.NONE)) {
                reporter.log("calibrated: " + Recalibration.inWords(calibration));
            }
            if (stakes.length > 0) {
                reporter.log("decides by the largest probability times stake: " + Arrays.toString(stakes));
            }
            return new Committee(
                    members,
                    ensemble.blend().combination(),
                    ensemble.way(),
                    ensemble.scores(),
                    calibration,
                    Arrays.stream(stakes).boxed().toList(),
                    Optional.of(heldOut()),
                    Optional.of(new OutOfFold(rows, calibration.of(together))));
        }

        /** What the models may cost together. */
        private Allowance allowance(EnsembleJob wanted) {
            double[] limits =
                    wanted.limits().stream().mapToDouble(limit -> limit).toArray();
            double[][] costs = new double[limits.length][known.size()];
            for (int limit = 0; limit < limits.length; limit++) {
                for (int candidate = 0; candidate < known.size(); candidate++) {
                    costs[limit][candidate] = known.get(candidate).costs().get(limit);
                }
            }
            return new Allowance(costs, limits);
        }

        /** Candidates by weight, as long as the time is likely to do for them; the first in any case. */
        private int[] affordable(double[] weights, Duration left, int most) {
            double budget = left.toNanos() * PLANNED * job.workers();
            List<Integer> chosen = new ArrayList<>();
            int[] ordered = IntStream.range(0, weights.length)
                    .boxed()
                    .filter(candidate -> weights[candidate] > 0)
                    .sorted(Comparator.comparing(candidate -> -weights[candidate]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int candidate : ordered) {
                double cost = known.get(candidate).refit().toNanos();
                if (chosen.isEmpty() || (chosen.size() < most && cost <= budget)) {
                    chosen.add(candidate);
                    budget -= cost;
                }
            }
            return chosen.stream().mapToInt(Integer::intValue).toArray();
        }

        private Preparation prepared(Candidate candidate) throws TrainingFailure {
            Fidelity fidelity = candidate.fidelity();
            return Preparation.of(job.trainFrame(), candidate.trainer(), candidate.values(), job.objective(), fidelity);
        }

        private String line(Ensemble ensemble, List<Member> members) {
            String parts = members.stream()
                    .map(member -> "trial %d (%s) %.2f"
                            .formatted(
                                    member.trial(),
                                    member.preparation().trainer().name(),
                                    member.weight()))
                    .collect(Collectors.joining(", "));
            return String.format(
                    Locale.ROOT,
                    "ensemble of %d among %d trials, %s: %s; on rows that did not choose, %s: the best trial alone %.5g,"
                            + " their mean %.5g, stacked %.5g",
                    members.size(),
                    known.size(),
                    ensemble.way().name().toLowerCase(Locale.ROOT),
                    parts,
                    job.objective().metric().wireName(),
                    ensemble.scores().getOrDefault(Way.ALONE, Double.NaN),
                    ensemble.scores().getOrDefault(Way.GREEDY, Double.NaN),
                    ensemble.scores().getOrDefault(Way.STACKED, Double.NaN));
        }
    }
}
