package dev.cairn.server.routes;

import dev.cairn.server.spec.Goals;
import dev.cairn.server.wire.StudyJson;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SharingStore;
import dev.cairn.store.Spending;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StudyEvent;
import dev.cairn.store.StudyProgress;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;

/** Studies as they go over the wire, with what belongs to them. */
final class StudyViews {
    /** After the end of a search come its waiting trials, called off, and the final one. */
    private static final int LAST_EVENTS = 500;

    private final StudyStore studies;
    private final DatasetStore datasets;
    private final TrialReader trials;
    private final SharingStore sharing;
    private final TestScores tests;

    StudyViews(StudyStore studies, DatasetStore datasets, TrialReader trials, SharingStore sharing) {
        this.sharing = sharing;
        this.studies = studies;
        this.datasets = datasets;
        this.trials = trials;
        this.tests = new TestScores(trials);
    }

    StudyJson study(StudyRecord study) {
        return all(List.of(study)).get(0);
    }

    List<StudyJson> all(List<StudyRecord> records) {
        Map<UUID, StudyProgress> progress =
                studies.progress(records.stream().map(StudyRecord::id).toList());
        Map<UUID, Spending> spending =
                sharing.spending(records.stream().map(StudyRecord::id).toList());
        return records.stream()
                .map(study -> study(
                        study,
                        progress.getOrDefault(study.id(), StudyProgress.NONE),
                        spending.getOrDefault(study.id(), Spending.NONE)))
                .toList();
    }

    /** The rows that a study trains on; empty where clients train. */
    Optional<SplitRecord> split(StudyRecord study) {
        return study.splitId()
                .map(id -> datasets.split(id)
                        .orElseThrow(
                                () -> new IllegalStateException("the split of study " + study.name() + " is stored")));
    }

    DatasetVersionRecord dataset(SplitRecord split) {
        return datasets.version(split.versionId())
                .orElseThrow(() -> new IllegalStateException("the dataset of split " + split.id() + " is stored"));
    }

    StudyJson.TestScore test(StudyRecord study) {
        return split(study)
                .map(split -> tests.of(study, split, StudyFacts.of(study)))
                .orElseGet(TestScores::none);
    }

    static StudyJson.Ref ref(StudyRecord study) {
        return new StudyJson.Ref(study.id(), study.name());
    }

    static StudyJson.Objective objective(StudyRecord study) {
        return new StudyJson.Objective(study.objective(), Wire.direction(study.maximize()));
    }

    static List<StudyJson.Objective> objectives(Goals goals) {
        return goals.objectives().stream()
                .map(goal -> new StudyJson.Objective(goal.name(), Wire.direction(goal.direction())))
                .toList();
    }

    static Map<String, String> constraints(Goals goals) {
        Map<String, String> constraints = new LinkedHashMap<>();
        goals.bounds().forEach((name, bound) -> constraints.put(name, bound.text()));
        return constraints;
    }

    private StudyJson study(StudyRecord study, StudyProgress progress, Spending spent) {
        Optional<SplitRecord> split = split(study);
        StudyFacts facts = StudyFacts.of(study);
        return new StudyJson(
                study.id(),
                study.name(),
                Wire.name(study.state()),
                split.map(this::dataset).map(DatasetViews::ref),
                split.map(SplitRecord::target).filter(target -> !target.isEmpty()),
                split.map(SplitRecord::task).map(Wire::name),
                objective(study),
                objectives(facts.goals()),
                constraints(facts.goals()),
                facts.strategy(),
                facts.earlyStop(),
                study.seed(),
                facts.models(),
                budget(study),
                study.queue(),
                study.allowance().project(),
                study.priority(),
                new StudyJson.Spent(hours(spent.deviceTime()), spent.money()),
                study.deterministic(),
                study.tags(),
                counts(progress),
                best(study, progress, facts),
                split.map(rows -> tests.of(study, rows, facts)).orElseGet(TestScores::none),
                study.createdAt(),
                study.startedAt(),
                study.finishedAt(),
                study.failure(),
                ended(study, facts),
                study.revision());
    }

    /** The reason that the newest events tell for the search's end; one before an extension is no longer that. */
    private Optional<String> ended(StudyRecord study, StudyFacts facts) {
        boolean over = study.state() == StudyState.FINISHING || study.state() == StudyState.COMPLETED;
        if (!facts.terminates() || !over) {
            return Optional.empty();
        }
        List<StudyEvent> moves =
                studies.events(study.id(), Math.max(0, study.eventSeq() - LAST_EVENTS), LAST_EVENTS).stream()
                        .filter(event -> event.type().equals("study.state"))
                        .toList();
        return moves.stream()
                .skip(1 + lastStart(moves))
                .flatMap(move -> Optional.ofNullable(move.payload().get("reason")).stream())
                .map(String::valueOf)
                .reduce((first, later) -> later);
    }

    /** Where the study began or went on for the last time; -1 if that was long ago. */
    private static int lastStart(List<StudyEvent> moves) {
        return IntStream.range(0, moves.size())
                .filter(i -> StudyState.RUNNING
                        .name()
                        .equals(String.valueOf(moves.get(i).payload().get("to"))))
                .max()
                .orElse(-1);
    }

    StudyJson.Lineage lineage(StudyRecord study) {
        Optional<StudyJson.Origin> origin = studies.origin(study.id())
                .map(from -> new StudyJson.Origin(
                        from.study(),
                        from.name(),
                        Wire.name(from.kind()),
                        from.event(),
                        from.trials() == Integer.MAX_VALUE ? Optional.empty() : Optional.of(from.trials())));
        List<StudyJson.Ref> derived = studies.derived(study.id()).stream()
                .flatMap(id -> studies.find(id).stream())
                .map(StudyViews::ref)
                .toList();
        List<StudyJson.Revision> revisions = studies.revisions(study.id()).stream()
                .map(revision -> new StudyJson.Revision(
                        revision.number(), revision.event(), revision.at(), revision.changes(), revision.specText()))
                .toList();
        return new StudyJson.Lineage(origin, StudyFacts.of(study).warmStart(), derived, revisions);
    }

    private static StudyJson.Budget budget(StudyRecord study) {
        OptionalDouble money = study.allowance().money();
        return new StudyJson.Budget(
                study.maxTrials(),
                study.maxTime().map(Wire::seconds),
                study.parallel(),
                study.allowance().deviceTime().map(StudyViews::hours),
                money.isPresent() ? Optional.of(money.getAsDouble()) : Optional.empty());
    }

    /** Hours of a time. */
    static double hours(Duration time) {
        return time.toMillis() / 3_600_000.0;
    }

    private static Map<String, Integer> counts(StudyProgress progress) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (TrialState state : TrialState.values()) {
            counts.put(Wire.name(state), progress.count(state));
        }
        return counts;
    }

    private Optional<StudyJson.Best> best(StudyRecord study, StudyProgress progress, StudyFacts facts) {
        if (progress.bestTrial().isEmpty()) {
            return Optional.empty();
        }
        return trials.find(study.id(), progress.bestTrial().getAsInt()).flatMap(trial -> best(trial, facts));
    }

    private static Optional<StudyJson.Best> best(TrialRecord trial, StudyFacts facts) {
        Optional<TrialResult> result = trial.outcome();
        if (result.isEmpty() || result.get().objective().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StudyJson.Best(
                trial.number(),
                facts.trainer(trial),
                result.get().objective().getAsDouble(),
                Wire.known(result.get().spread()),
                trial.values()));
    }
}
