package dev.cairn.server.routes;

import dev.cairn.server.wire.LeaderboardJson;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a final trial says that its model is made of.
 *
 * @param members the weightiest first; empty before it has completed
 * @param blended what several scored together on held-out training rows that had no part in choosing them
 * @param combined how several became one; empty for one model alone, and where it was not written down
 * @param note why it was not fitted on all training rows, and what stands instead; empty where it was
 */
record FinalModels(
        List<LeaderboardJson.Member> members,
        OptionalDouble blended,
        Optional<LeaderboardJson.Combined> combined,
        Optional<String> note) {
    /** Stands for the trainer of several models together. */
    static final String ENSEMBLE = "ensemble";

    private static final String STACKED = "stacked";

    static FinalModels of(TrialRecord last) {
        Map<String, Object> stored = last.state() == TrialState.COMPLETED
                ? last.outcome().map(outcome -> outcome.why()).orElse(Map.of())
                : Map.of();
        List<LeaderboardJson.Member> members = new ArrayList<>();
        if (stored.get("members") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> member
                        && member.get("trial") instanceof Number trial
                        && member.get("weight") instanceof Number weight) {
                    members.add(new LeaderboardJson.Member(
                            trial.intValue(), String.valueOf(member.get("trainer")), weight.doubleValue()));
                }
            }
        }
        OptionalDouble blended = stored.get("blended") instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
        Optional<String> note = stored.get("note") instanceof String text ? Optional.of(text) : Optional.empty();
        return new FinalModels(members, blended, members.size() < 2 ? Optional.empty() : combined(stored), note);
    }

    private static Optional<LeaderboardJson.Combined> combined(Map<String, Object> stored) {
        return stored.get("way") instanceof String way
                ? Optional.of(new LeaderboardJson.Combined(way, scores(stored.get("ways")), distilled(stored)))
                : Optional.empty();
    }

    private static Map<String, Double> scores(@Nullable Object stored) {
        Map<String, Double> scores = new LinkedHashMap<>();
        if (stored instanceof Map<?, ?> named) {
            named.forEach((name, score) -> {
                if (score instanceof Number number) {
                    scores.put(String.valueOf(name), number.doubleValue());
                }
            });
        }
        return scores;
    }

    private static Optional<LeaderboardJson.Distilled> distilled(Map<String, Object> stored) {
        return stored.get("distilled") instanceof Map<?, ?> one && one.get("trial") instanceof Number trial
                ? Optional.of(new LeaderboardJson.Distilled(
                        trial.intValue(),
                        String.valueOf(one.get("trainer")),
                        Boolean.TRUE.equals(one.get("taught")),
                        scores(one.get("heldOut")),
                        scores(one.get("sealed"))))
                : Optional.empty();
    }

    /** Several models together, or the one that they taught, in words; empty for one model alone. */
    Optional<String> words() {
        if (members.size() < 2) {
            return Optional.empty();
        }
        String together = (stacked() ? "stacked ensemble of " : "ensemble of ")
                + members.stream()
                        .map(member -> String.format(
                                Locale.ROOT, "%s #%d (%.2f)", member.trainer(), member.trial(), member.weight()))
                        .collect(Collectors.joining(", "));
        return Optional.of(combined.flatMap(LeaderboardJson.Combined::distilled)
                .map(one -> "%s #%d, %s %s"
                        .formatted(
                                one.trainer(),
                                one.trial(),
                                one.taught() ? "distilled from an" : "better alone than what was distilled from an",
                                together))
                .orElse(together));
    }

    private boolean stacked() {
        return combined.filter(known -> known.way().equals(STACKED)).isPresent();
    }

    /**
     * Its row among those of a page, which it goes before when it is better; none for one model alone. Where there are bounds it keeps them, and goes
     * before all that break one.
     *
     * @param skipped rows of earlier pages, the last of which ends with the ensemble where it belongs between two
     */
    static List<LeaderboardJson.Row> among(
            List<LeaderboardJson.Row> page, int skipped, Optional<TrialRecord> last, boolean maximize) {
        Optional<FinalModels> model = last.map(FinalModels::of)
                .filter(known -> known.members().size() > 1 && known.blended().isPresent());
        if (model.isEmpty()) {
            return page;
        }
        double score = model.get().blended().getAsDouble();
        int place = 0;
        while (place < page.size()
                && page.get(place).feasible().orElse(true)
                && (maximize
                        ? page.get(place).score() >= score
                        : page.get(place).score() <= score)) {
            place++;
        }
        List<LeaderboardJson.Row> rows = new ArrayList<>(page.subList(0, place));
        if (place > 0 || skipped == 0) {
            boolean bounded = page.stream().anyMatch(row -> row.feasible().isPresent());
            rows.add(model.get().row(skipped + place + 1, last.get(), score, bounded));
        }
        for (LeaderboardJson.Row row : page.subList(place, page.size())) {
            rows.add(row.at(row.rank() + 1));
        }
        return rows;
    }

    private LeaderboardJson.Row row(int rank, TrialRecord last, double score, boolean bounded) {
        return new LeaderboardJson.Row(
                rank,
                last.number(),
                ENSEMBLE,
                Map.of(),
                score,
                Optional.empty(),
                Map.of(),
                members.size(),
                last.outcome().map(outcome -> Wire.seconds(outcome.fitTime())).orElse(0.0),
                Wire.name(last.state()),
                Optional.empty(),
                bounded ? Optional.of(true) : Optional.empty(),
                members,
                combined);
    }
}
