package dev.cairn.server.routes;

import dev.cairn.server.wire.LeaderboardJson;
import dev.cairn.server.wire.StudyJson;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The sealed test score of a study, from its final trial. */
final class TestScores {
    private static final double CONFIDENCE = 0.95;

    private final TrialReader trials;

    TestScores(TrialReader trials) {
        this.trials = trials;
    }

    /** Of a study without rows of its own. */
    static StudyJson.TestScore none() {
        return new StudyJson.TestScore(
                "none",
                0,
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    StudyJson.TestScore of(StudyRecord study, SplitRecord split, StudyFacts facts) {
        Optional<TrialRecord> last = trials.finalTrial(study.id());
        Optional<String> note = last.map(FinalModels::of).flatMap(FinalModels::note);
        if (split.vaultSha().isEmpty()) {
            return plain("none", split, note);
        }
        if (last.isEmpty()) {
            return plain(study.state().terminal() ? "none" : "pending", split, note);
        }
        return scored(last.get(), split, facts);
    }

    private static StudyJson.TestScore plain(String state, SplitRecord split, Optional<String> note) {
        OptionalInt rows = split.vaultSha().isEmpty() ? OptionalInt.empty() : rows(split);
        return new StudyJson.TestScore(
                state,
                split.vaultReads(),
                OptionalInt.empty(),
                Optional.empty(),
                rows,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                note);
    }

    private static OptionalInt rows(SplitRecord split) {
        return OptionalInt.of(Math.toIntExact(split.vaultRows()));
    }

    private static StudyJson.TestScore scored(TrialRecord trial, SplitRecord split, StudyFacts facts) {
        FinalModels model = FinalModels.of(trial);
        Optional<TrialResult> result = (trial.state() == TrialState.COMPLETED
                        ? trial.outcome()
                        : Optional.<TrialResult>empty())
                .filter(made -> !made.intervals().isEmpty());
        boolean unscored = trial.state() == TrialState.COMPLETED && result.isEmpty();
        return new StudyJson.TestScore(
                unscored ? "failed" : state(trial.state()),
                split.vaultReads(),
                refitted(trial),
                Optional.of(facts.finalModel(trial)),
                rows(split),
                result.map(r -> CONFIDENCE),
                result.map(TestScores::intervals),
                trial.failure().map(TrialRecord.Failure::message).or(() -> unscored ? model.note() : Optional.empty()),
                model.note());
    }

    /** The trial whose configuration it is; where time left room for one member of a blend only, that one's. */
    static OptionalInt refitted(TrialRecord trial) {
        List<LeaderboardJson.Member> members = FinalModels.of(trial).members();
        return members.size() == 1 ? OptionalInt.of(members.get(0).trial()) : trial.parent();
    }

    private static Map<String, StudyJson.Interval> intervals(TrialResult result) {
        Map<String, StudyJson.Interval> intervals = new LinkedHashMap<>();
        result.intervals()
                .forEach((metric, i) -> intervals.put(metric, new StudyJson.Interval(i.value(), i.low(), i.high())));
        return intervals;
    }

    private static String state(TrialState state) {
        return switch (state) {
            case QUEUED, PAUSED -> "pending";
            case RUNNING -> "running";
            case COMPLETED -> "scored";
            case FAILED, CANCELLED, PRUNED -> "failed";
        };
    }
}
