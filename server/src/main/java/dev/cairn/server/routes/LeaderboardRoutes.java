package dev.cairn.server.routes;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is best: in a study, and among the studies of a dataset. */
final class LeaderboardRoutes {
    private static final int PAGE = 500;

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
        api.get("/studies/{study}/leaderboard", this::ofStudy, "limit");
        api.get("/leaderboard", this::ofDataset, "dataset", "limit");
    }

    private Answer ofStudy(Request request) {
        StudyRecord study = lookup.study(request);
        StudyFacts facts = StudyFacts.of(study);
        List<LeaderboardJson.Row> rows = new ArrayList<>();
        for (LeaderboardRow row : trials.leaderboard(study.id(), request.limit())) {
            if (row.rank().isPresent() && row.objective().isPresent()) {
                rows.add(row(row, row.rank().getAsInt(), row.objective().getAsDouble(), facts));
            }
        }
        return Answer.ok(new LeaderboardJson(
                StudyViews.ref(study), Wire.name(study.state()), StudyViews.objective(study), rows, views.test(study)));
    }

    private static LeaderboardJson.Row row(LeaderboardRow row, int rank, double score, StudyFacts facts) {
        return new LeaderboardJson.Row(
                rank,
                row.trial(),
                facts.trainer(row.values()),
                row.values(),
                score,
                Wire.known(row.spread()),
                row.metrics(),
                row.steps(),
                Wire.seconds(row.fitTime()),
                Wire.name(row.state()));
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
                .filter(row -> row.rank().isPresent() && row.objective().isPresent())
                .findFirst()
                .map(row -> new Entry(
                        study, views.split(study), row, row.objective().getAsDouble()));
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
