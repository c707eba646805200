package dev.cairn.trainers;

import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.EnsembleJob.Candidate;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.ensemble.Ensemble;
import dev.cairn.trainers.ensemble.EnsembleSelection;
import dev.cairn.trainers.split.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The models that a final evaluation fits, chosen by what trials said about held-out training rows; the sealed rows have no part in it. */
final class Committee {
    private final FinalJob job;
    private final Preparation best;
    private final Reporter reporter;
    private final List<Candidate> known = new ArrayList<>();
    private final List<Predictions> said = new ArrayList<>();
    private int[] rows = new int[0];

    /** A model to fit, and its part in the mean. */
    record Member(int trial, Preparation preparation, double weight) {}

    private Committee(FinalJob job, Preparation best, Reporter reporter) {
        this.job = job;
        this.best = best;
        this.reporter = reporter;
    }

    /** The best trial alone, unless the job has others and a mean of several scores better on rows that did not choose it. */
    static List<Member> of(FinalJob job, Preparation best, Reporter reporter) throws TrainingFailure {
        List<Member> alone = List.of(new Member(job.trial(), best, 1));
        if (job.ensemble().isEmpty()) {
            return alone;
        }
        Committee committee = new Committee(job, best, reporter);
        job.ensemble().get().candidates().forEach(committee::read);
        return committee.known.size() < 2
                ? alone
                : committee.members(job.ensemble().get());
    }

    /** Trials that were validated on other rows, or whose predictions are gone, take no part. */
    private void read(Candidate candidate) {
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

    private List<Member> members(EnsembleJob wanted) throws TrainingFailure {
        EnsembleSelection selection = EnsembleSelection.usual(
                job.objective().metric(), job.objective().direction(), Seeds.of(job.seed(), "ensemble"));
        Ensemble ensemble = Ensemble.of(selection, said, new RowSet(best.frame(), rows));
        double[] weights = ensemble.blend().weights();
        int[] chosen = IntStream.range(0, weights.length)
                .boxed()
                .filter(candidate -> weights[candidate] > 0)
                .sorted(Comparator.comparing(candidate -> -weights[candidate]))
                .limit(wanted.size())
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = Arrays.stream(chosen)
                .mapToDouble(candidate -> weights[candidate])
                .sum();
        List<Member> members = new ArrayList<>();
        for (int candidate : chosen) {
            members.add(
                    new Member(known.get(candidate).trial(), prepared(known.get(candidate)), weights[candidate] / sum));
        }
        reporter.log(line(ensemble, members));
        return members;
    }

    private Preparation prepared(Candidate candidate) throws TrainingFailure {
        Fidelity fidelity = candidate.fidelity();
        return Preparation.of(job.trainFrame(), candidate.trainer(), candidate.values(), job.objective(), fidelity);
    }

    private String line(Ensemble ensemble, List<Member> members) {
        String parts = members.stream()
                .map(member -> "trial %d (%s) %.2f"
                        .formatted(
                                member.trial(), member.preparation().trainer().name(), member.weight()))
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
