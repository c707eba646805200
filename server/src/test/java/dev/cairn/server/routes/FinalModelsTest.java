package dev.cairn.server.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.wire.LeaderboardJson;
import dev.cairn.server.wire.StudyJson;
import dev.cairn.store.Outcome;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FinalModelsTest {
    private static final Map<String, Object> BLEND = Map.of(
            "members",
            List.of(
                    Map.of("trial", 3, "trainer", "forest", "weight", 0.75),
                    Map.of("trial", 1, "trainer", "linear", "weight", 0.25)),
            "blended",
            0.85);

    private static TrialRecord last(TrialState state, Map<String, Object> model) {
        return new TrialRecord(
                new UUID(0, 1),
                9,
                TrialKind.FINAL,
                state,
                Map.of("model", "forest"),
                100,
                Map.of(),
                OptionalInt.of(3),
                1,
                1,
                0,
                0,
                false,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Outcome.FinalScored(Map.of(), 0, Duration.ofSeconds(2), model).result(1),
                OptionalInt.empty(),
                1);
    }

    private static List<LeaderboardJson.Row> ranked(double... scores) {
        return IntStream.range(0, scores.length)
                .mapToObj(place -> new LeaderboardJson.Row(
                        place + 1,
                        place + 1,
                        "linear",
                        Map.of(),
                        scores[place],
                        Optional.empty(),
                        Map.of(),
                        1,
                        1,
                        "completed",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()))
                .toList();
    }

    @Test
    void a_blend_stands_where_its_score_puts_it_with_its_members() {
        List<LeaderboardJson.Row> rows =
                FinalModels.among(ranked(0.9, 0.8), 0, Optional.of(last(TrialState.COMPLETED, BLEND)), true);
        assertThat(rows).extracting(LeaderboardJson.Row::rank).containsExactly(1, 2, 3);
        assertThat(rows).extracting(LeaderboardJson.Row::trial).containsExactly(1, 9, 2);
        assertThat(rows.get(1).trainer()).isEqualTo("ensemble");
        assertThat(rows.get(1).members())
                .containsExactly(
                        new LeaderboardJson.Member(3, "forest", 0.75), new LeaderboardJson.Member(1, "linear", 0.25));
        assertThat(FinalModels.among(ranked(0.7, 0.9), 0, Optional.of(last(TrialState.COMPLETED, BLEND)), false))
                .extracting(LeaderboardJson.Row::trial)
                .containsExactly(1, 9, 2);
    }

    @Test
    void where_there_are_bounds_it_goes_before_all_that_break_one() {
        List<LeaderboardJson.Row> bounded = new ArrayList<>();
        bounded.add(feasible(ranked(0.9).get(0), true));
        bounded.add(feasible(ranked(0.9, 0.99).get(1), false));
        List<LeaderboardJson.Row> rows =
                FinalModels.among(bounded, 0, Optional.of(last(TrialState.COMPLETED, BLEND)), true);
        assertThat(rows).extracting(LeaderboardJson.Row::trial).containsExactly(1, 9, 2);
        assertThat(rows)
                .extracting(LeaderboardJson.Row::feasible)
                .containsExactly(Optional.of(true), Optional.of(true), Optional.of(false));
        assertThat(FinalModels.among(ranked(0.9), 0, Optional.of(last(TrialState.COMPLETED, BLEND)), true))
                .allMatch(row -> row.feasible().isEmpty());
    }

    private static LeaderboardJson.Row feasible(LeaderboardJson.Row row, boolean kept) {
        return new LeaderboardJson.Row(
                row.rank(),
                row.trial(),
                row.trainer(),
                row.values(),
                row.score(),
                row.spread(),
                row.metrics(),
                row.steps(),
                row.fitSeconds(),
                row.state(),
                row.front(),
                Optional.of(kept),
                row.members(),
                row.combined());
    }

    @Test
    void it_stands_on_one_page_only() {
        Optional<TrialRecord> last = Optional.of(last(TrialState.COMPLETED, BLEND));
        assertThat(FinalModels.among(ranked(0.9), 0, last, true))
                .as("better than what follows")
                .extracting(LeaderboardJson.Row::trial)
                .containsExactly(1, 9);
        assertThat(FinalModels.among(List.of(ranked(0.9, 0.8).get(1)), 1, last, true))
                .extracting(LeaderboardJson.Row::rank)
                .containsExactly(3);
    }

    @Test
    void one_model_alone_and_an_unfinished_one_have_no_row_of_their_own() {
        Map<String, Object> alone = Map.of("members", List.of(Map.of("trial", 3, "trainer", "forest", "weight", 1.0)));
        List<LeaderboardJson.Row> ranked = ranked(0.9, 0.8);
        assertThat(FinalModels.among(ranked, 0, Optional.of(last(TrialState.COMPLETED, alone)), true))
                .isEqualTo(ranked);
        assertThat(FinalModels.among(ranked, 0, Optional.of(last(TrialState.RUNNING, BLEND)), true))
                .isEqualTo(ranked);
        assertThat(FinalModels.among(ranked, 0, Optional.empty(), true)).isEqualTo(ranked);
    }

    @Test
    void a_stacked_model_says_so_with_what_each_way_scored() {
        Map<String, Object> stacked = new HashMap<>(BLEND);
        stacked.put("way", "stacked");
        stacked.put("ways", Map.of("alone", 0.8, "greedy", 0.84, "stacked", 0.85));
        FinalModels model = FinalModels.of(last(TrialState.COMPLETED, stacked));
        assertThat(model.combined())
                .contains(new LeaderboardJson.Combined(
                        "stacked", Map.of("alone", 0.8, "greedy", 0.84, "stacked", 0.85), Optional.empty()));
        assertThat(model.words()).contains("stacked ensemble of forest #3 (0.75), linear #1 (0.25)");
    }

    @Test
    void what_intervals_came_to_is_told_once_the_final_trial_has_completed() {
        Map<String, Object> rate =
                Map.of("coverage", List.of(0.91, 0.88, 0.94), "width", List.of(3, 2.5, 3.5), "rows", 80);
        Map<String, Object> model = Map.of(
                "intervals",
                List.of(
                        Map.of("level", 0.5, "scaledBy", "none", "heldOut", rate),
                        Map.of("level", 0.9, "scaledBy", "none", "heldOut", rate, "sealed", rate)));
        LeaderboardJson.Rate told = new LeaderboardJson.Rate(
                new StudyJson.Interval(0.91, 0.88, 0.94), new StudyJson.Interval(3, 2.5, 3.5), 80);
        assertThat(IntervalViews.of(Optional.of(last(TrialState.COMPLETED, model))))
                .containsExactly(
                        new LeaderboardJson.IntervalLevel(0.5, "none", told, Optional.empty()),
                        new LeaderboardJson.IntervalLevel(0.9, "none", told, Optional.of(told)));
        assertThat(IntervalViews.of(Optional.of(last(TrialState.RUNNING, model))))
                .isEmpty();
        assertThat(IntervalViews.of(Optional.empty())).isEmpty();
    }

    @Test
    void what_several_taught_says_so_with_what_was_lost() {
        Map<String, Object> taught = new HashMap<>(BLEND);
        taught.put("way", "greedy");
        taught.put(
                "distilled",
                Map.of(
                        "trial",
                        3,
                        "trainer",
                        "forest",
                        "taught",
                        true,
                        "heldOut",
                        Map.of("blend", 0.85, "distilled", 0.84, "alone", 0.8),
                        "sealed",
                        Map.of("blend", 0.86)));
        FinalModels model = FinalModels.of(last(TrialState.COMPLETED, taught));
        assertThat(model.combined().orElseThrow().distilled())
                .contains(new LeaderboardJson.Distilled(
                        3,
                        "forest",
                        true,
                        Map.of("blend", 0.85, "distilled", 0.84, "alone", 0.8),
                        Map.of("blend", 0.86)));
        assertThat(model.words())
                .contains("forest #3, distilled from an ensemble of forest #3 (0.75), linear #1 (0.25)");
    }

    @Test
    void one_model_alone_is_told_by_the_trial_whose_configuration_it_has() {
        Map<String, Object> alone = Map.of("members", List.of(Map.of("trial", 3, "trainer", "forest", "weight", 1.0)));
        assertThat(TestScores.refitted(last(TrialState.COMPLETED, alone))).hasValue(3);
        TrialRecord blend = last(TrialState.COMPLETED, BLEND);
        assertThat(TestScores.refitted(blend)).isEqualTo(blend.parent());
    }

    @Test
    void what_stands_for_a_fit_says_why() {
        Map<String, Object> other = Map.of(
                "members", List.of(Map.of("trial", 5, "trainer", "svm", "weight", 1.0)), "note", "the folds stand");
        FinalModels model = FinalModels.of(last(TrialState.COMPLETED, other));
        assertThat(model.note()).contains("the folds stand");
    }

    @Test
    void several_are_told_in_words() {
        assertThat(FinalModels.of(last(TrialState.COMPLETED, BLEND)).words())
                .contains("ensemble of forest #3 (0.75), linear #1 (0.25)");
        assertThat(FinalModels.of(last(TrialState.COMPLETED, Map.of())).words()).isEmpty();
    }
}
