package dev.cairn.trainers;

import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.split.Folds;
import dev.cairn.trainers.split.Forward;
import dev.cairn.trainers.split.Given;
import dev.cairn.trainers.split.Holdout;
import dev.cairn.trainers.split.Parts;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which rows each fold learns from and which score it. A function of the study's seed only, so that all its trials are compared on the same folds. */
record FoldPlan(List<Part> parts) {
    record Part(RowSet train, RowSet validation) {}

    static FoldPlan of(RowSet rows, Validation validation, long studySeed, Reporter reporter) throws TrainingFailure {
        long seed = Seeds.of(studySeed, "validation");
        try {
            if (validation instanceof Validation.Folds folds) {
                return folds(rows, new Folds(folds.k(), folds.stratify()), seed, reporter);
            }
            if (validation instanceof Validation.Holdout holdout) {
                return holdout(rows, new Holdout(holdout.fraction(), holdout.stratify()), seed);
            }
            if (validation instanceof Validation.Forward forward) {
                return forward(rows, new Forward(forward.k()), reporter);
            }
            if (validation instanceof Validation.Latest latest) {
                return of(rows, List.of(Forward.latest(rows, latest.fraction())));
            }
            if (validation instanceof Validation.Given) {
                return of(rows, Given.split(rows));
            }
        } catch (InvalidFrame e) {
            throw new TrainingFailure(Kind.DATA, String.valueOf(e.getMessage()), e);
        }
        throw new IllegalStateException("unknown validation " + validation);
    }

    private static FoldPlan folds(RowSet rows, Folds folds, long seed, Reporter reporter) {
        List<int[]> held = folds.split(rows, seed);
        if (held.size() < folds.k()) {
            reporter.log("validation: " + held.size() + " folds instead of " + folds.k()
                    + ", since more would leave a fold without two distinct rows or without two classes");
        }
        List<Part> parts = new ArrayList<>();
        for (int[] fold : held) {
            boolean[] out = new boolean[rows.size()];
            Arrays.stream(fold).forEach(position -> out[position] = true);
            int[] kept = IntStream.range(0, rows.size()).filter(i -> !out[i]).toArray();
            parts.add(new Part(rows.at(kept), rows.at(fold)));
        }
        return new FoldPlan(parts);
    }

    private static FoldPlan forward(RowSet rows, Forward forward, Reporter reporter) {
        List<Parts> folds = forward.split(rows);
        if (folds.size() < forward.k()) {
            reporter.log("validation: " + folds.size() + " folds instead of " + forward.k()
                    + ", since more would leave one without two classes before it or without a moment of its own");
        }
        return of(rows, folds);
    }

    private static FoldPlan of(RowSet rows, List<Parts> folds) {
        return new FoldPlan(folds.stream()
                .map(parts -> new Part(rows.at(parts.kept()), rows.at(parts.held())))
                .toList());
    }

    private static FoldPlan holdout(RowSet rows, Holdout holdout, long seed) throws TrainingFailure {
        Parts parts = holdout.split(rows, seed);
        if (parts.held().length == 0 || parts.kept().length < 2) {
            throw new TrainingFailure(
                    Kind.DATA,
                    "a holdout of " + holdout.fraction() + " leaves " + parts.held().length + " of " + rows.size()
                            + " rows to score and " + parts.kept().length + " to learn from");
        }
        return new FoldPlan(List.of(new Part(rows.at(parts.kept()), rows.at(parts.held()))));
    }
}
