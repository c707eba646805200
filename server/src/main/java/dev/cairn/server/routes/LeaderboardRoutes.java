package dev.cairn.server.routes;

import dev.cairn.server.spec.Goals;
import dev.cairn.server.wire.LeaderboardJson;
import dev.cairn.server.wire.PageJson;
import dev.cairn.server.wire.StudyJson;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.LeaderboardRow;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StudyFilter;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who is best: in a study, and among the studies of a dataset. */
final class LeaderboardRoutes {
    private static final int PAGE = 500;
    /** So many trials are weighed against each other; a search for several objectives is shorter. */
    private static final int MOST_RANKED = 5_000;

    private final StudyStore studies;
    private final TrialReader trials;
    private final StudyViews views;
    private final Lookup lookup;

    LeaderboardRoutes(StudyStore studies, TrialReader trials, StudyViews views, Lookup lookup) {
        this.studies = studies;
        this.trials = trials;
        this.views = views;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/studies/{study}/leaderboard", this::ofStudy, "limit", "cursor");
        api.get("/leaderboard", this::ofDataset, "dataset", "limit");
    }

    private Answer ofStudy(Request request) {
        StudyRecord study = lookup.study(request);
        StudyFacts facts = StudyFacts.of(study);
        Goals goals = facts.goals();
        int skipped = request.queryNumber("cursor", 0, Integer.MAX_VALUE).orElse(0);
        int limit = request.limit();
        List<LeaderboardJson.Row> rows = goals.plain()
                ? trials.leaderboard(study.id(), skipped, limit + 1).stream()
                        .map(row -> row(row, row.rank(), facts, Optional.empty(), Optional.empty()))
                        .toList()
                : weighed(trials.leaderboard(study.id(), MOST_RANKED), goals, facts)
                        .skip(skipped)
                        .limit(limit + 1)
                        .toList();
        Optional<TrialRecord> last = trials.finalTrial(study.id());
        boolean more = rows.size() > limit;
        List<LeaderboardJson.Row> page = more ? rows.subList(0, limit) : rows;
        return Answer.ok(new LeaderboardJson(
                StudyViews.ref(study),
                Wire.name(study.state()),
                StudyViews.objective(study),
                StudyViews.objectives(goals),
                StudyViews.constraints(goals),
                goals.capped() ? FinalModels.among(page, skipped, last, study.maximize()) : page,
                more ? Optional.of(Integer.toString(skipped + limit)) : Optional.empty(),
                views.test(study),
                IntervalViews.of(last)));
    }

    /** With several objectives the rank is by front, those first that spread it most; with bounds, those first that keep them. */
    private static Stream<LeaderboardJson.Row> weighed(List<LeaderboardRow> rows, Goals goals, StudyFacts facts) {
        Standing standing =
                Standing.of(goals, rows.stream().map(LeaderboardRow::metrics).toList());
        int[] order = standing.order();
        return IntStream.range(0, order.length)
                .mapToObj(place -> row(
                        rows.get(order[place]),
                        place + 1,
                        facts,
                        goals.several() ? Optional.of(standing.fronts()[order[place]] + 1) : Optional.empty(),
                        goals.bounds().isEmpty() ? Optional.empty() : Optional.of(standing.feasible(order[place]))));
    }

    private static LeaderboardJson.Row row(
            LeaderboardRow row, int rank, StudyFacts facts, Optional<Integer> front, Optional<Boolean> feasible) {
        return new LeaderboardJson.Row(
                rank,
                row.trial(),
                facts.trainer(row.values()),
                row.values(),
                score(row, facts),
                Wire.known(row.spread()),
                row.metrics(),
                row.steps(),
                Wire.seconds(row.fitTime()),
                Wire.name(TrialState.COMPLETED),
                front,
                feasible,
                List.of(),
                Optional.empty());
    }

    /** What is ranked; of a trial that breaks a bound, what would be. */
    private static double score(LeaderboardRow row, StudyFacts facts) {
        Double measured = row.metrics().get(facts.goals().objectives().get(0).name());
        return measured != null ? measured : row.objective().orElse(Double.NaN);
    }

    private Answer ofDataset(Request request) {
        String reference = request.query("dataset")
                .orElseThrow(() -> Refusal.invalid(
                        "query/dataset", "missing-field", "Say which dataset: ?dataset=adult.", Optional.empty()));
        DatasetVersionRecord dataset = lookup.dataset(reference);
        Map<Contest, List<Entry>> groups = new LinkedHashMap<>();
        for (StudyRecord study : all(dataset)) {
            entry(study)
                    .ifPresent(entry -> groups.computeIfAbsent(entry.contest(), c -> new ArrayList<>())
                            .add(entry));
        }
        List<LeaderboardJson.OfDataset> rows = new ArrayList<>();
        groups.values().forEach(group -> rank(group, rows));
        return Answer.ok(PageJson.of(rows.stream().limit(request.limit()).toList()));
    }

    /** Scores compare only when they tell of the same thing, measured on the same rows. */
    private record Contest(SplitRecord split, StudyJson.Objective objective) {}

    private record Entry(StudyRecord study, SplitRecord split, LeaderboardRow best, double score) {
        Contest contest() {
            return new Contest(split, StudyViews.objective(study));
        }
    }

    private List<StudyRecord> all(DatasetVersionRecord dataset) {
        StudyFilter filter = new StudyFilter(Set.of(), Optional.empty(), Optional.of(dataset.datasetId()));
        List<StudyRecord> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = studies.list(filter, cursor, PAGE);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return all;
    }

    private Optional<Entry> entry(StudyRecord study) {
        return trials.leaderboard(study.id(), 1).stream()
                .filter(row -> row.objective().isPresent())
                .findFirst()
                .flatMap(row -> views.split(study)
                        .map(split ->
                                new Entry(study, split, row, row.objective().getAsDouble())));
    }

    private void rank(List<Entry> group, List<LeaderboardJson.OfDataset> rows) {
        Comparator<Entry> byScore = Comparator.comparingDouble(Entry::score);
        boolean maximize = group.get(0).study().maximize();
        List<Entry> sorted =
                group.stream().sorted(maximize ? byScore.reversed() : byScore).toList();
        for (int i = 0; i < sorted.size(); i++) {
            rows.add(row(i + 1, sorted.get(i)));
        }
    }

    private LeaderboardJson.OfDataset row(int rank, Entry entry) {
        StudyRecord study = entry.study();
        return new LeaderboardJson.OfDataset(
                rank,
                StudyViews.ref(study),
                DatasetViews.ref(views.dataset(entry.split())),
                entry.split().target(),
                StudyViews.objective(study),
                entry.best().trial(),
                StudyFacts.of(study).trainer(entry.best().values()),
                entry.score(),
                Wire.known(entry.best().spread()),
                views.test(study));
    }
}
