package dev.cairn.trainers;

import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.EnsembleJob.Candidate;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.ensemble.Ensemble;
import dev.cairn.trainers.ensemble.EnsembleSelection;
import dev.cairn.trainers.split.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The models that a final evaluation fits, chosen by what trials said about held-out training rows; the sealed rows have no part in it.
 *
 * @param members the weightiest first
 * @param score of the mean on rows that did not choose it; empty for one model alone
 */
record Committee(List<Member> members, OptionalDouble score) {
    /** What of the time is left for fitting is not all planned for: estimates are means, and the machine has other work. */
    private static final double PLANNED = 0.7;

    Committee {
        members = List.copyOf(members);
    }

    /** A model to fit, and its part in the mean. */
    record Member(int trial, Preparation preparation, Fidelity fidelity, double weight) {}

    /** The best trial alone, unless the job has others and a mean of several scores better on rows that did not choose it. */
    static Committee of(FinalJob job, Preparation best, Reporter reporter) throws TrainingFailure {
        Committee alone =
                new Committee(List.of(new Member(job.trial(), best, job.fidelity(), 1)), OptionalDouble.empty());
        if (job.ensemble().isEmpty()) {
            return alone;
        }
        Choice choice = new Choice(job, best, reporter);
        job.ensemble().get().candidates().forEach(choice::read);
        return choice.known.size() < 2 ? alone : choice.committee(job.ensemble().get());
    }

    /** The choice while it is made. */
    private static final class Choice {
        private final FinalJob job;
        private final Preparation best;
        private final Reporter reporter;
        private final List<Candidate> known = new ArrayList<>();
        private final List<Predictions> said = new ArrayList<>();
        private int[] rows = new int[0];

        Choice(FinalJob job, Preparation best, Reporter reporter) {
            this.job = job;
            this.best = best;
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
                    known.add(candidate);
                    said.add(out.predictions());
                }
            } catch (IOException e) {
                reporter.log("ensemble: trial " + candidate.trial() + " takes no part: " + e.getMessage());
            }
        }

        Committee committee(EnsembleJob wanted) throws TrainingFailure {
            long start = System.nanoTime();
            EnsembleSelection selection = EnsembleSelection.usual(
                    job.objective().metric(), job.objective().direction(), Seeds.of(job.seed(), "ensemble"));
            Ensemble ensemble = Ensemble.of(selection, said, new RowSet(best.frame(), rows));
            double[] weights = ensemble.blend().weights();
            Duration left = job.timeLeft()
                    .map(time -> time.minusNanos(System.nanoTime() - start))
                    .orElse(Duration.ofDays(1));
            int[] chosen = affordable(weights, left, wanted.size());
            double sum = Arrays.stream(chosen)
                    .mapToDouble(candidate -> weights[candidate])
                    .sum();
            List<Member> members = new ArrayList<>();
            for (int place : chosen) {
                Candidate candidate = known.get(place);
                members.add(
                        new Member(candidate.trial(), prepared(candidate), candidate.fidelity(), weights[place] / sum));
            }
            reporter.log(line(ensemble, members));
            OptionalDouble score = members.size() > 1 ? OptionalDouble.of(ensemble.score()) : OptionalDouble.empty();
            return new Committee(members, score);
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
                    "ensemble of %d among %d trials: %s; on rows that did not choose, %s %.5g, the best trial alone %.5g",
                    members.size(),
                    known.size(),
                    parts,
                    job.objective().metric().wireName(),
                    ensemble.score(),
                    ensemble.bestAlone());
        }
    }
}
