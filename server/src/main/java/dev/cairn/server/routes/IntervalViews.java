package dev.cairn.server.routes;

import dev.cairn.server.wire.LeaderboardJson;
import dev.cairn.server.wire.StudyJson;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a final trial stored of the intervals around its numbers, as it goes over the wire. */
final class IntervalViews {
    private IntervalViews() {}

    /** One per level, ascending; none where none were wanted, or before the final trial has completed. */
    static List<LeaderboardJson.IntervalLevel> of(Optional<TrialRecord> last) {
        List<LeaderboardJson.IntervalLevel> levels = new ArrayList<>();
        Object stored = last.filter(trial -> trial.state() == TrialState.COMPLETED)
                .flatMap(TrialRecord::outcome)
                .map(outcome -> outcome.why().get("intervals"))
                .orElse(List.of());
        for (Object item : stored instanceof List<?> list ? list : List.of()) {
            if (item instanceof Map<?, ?> told && told.get("level") instanceof Number level) {
                rate(told.get("heldOut"))
                        .ifPresent(heldOut -> levels.add(new LeaderboardJson.IntervalLevel(
                                level.doubleValue(),
                                String.valueOf(told.get("scaledBy")),
                                heldOut,
                                rate(told.get("sealed")))));
            }
        }
        return levels;
    }

    private static Optional<LeaderboardJson.Rate> rate(@Nullable Object stored) {
        return stored instanceof Map<?, ?> rate
                        && rate.get("rows") instanceof Number rows
                        && rate.get("coverage") instanceof List<?> coverage
                        && rate.get("width") instanceof List<?> width
                ? Optional.of(new LeaderboardJson.Rate(interval(coverage), interval(width), rows.intValue()))
                : Optional.empty();
    }

    private static StudyJson.Interval interval(List<?> numbers) {
        double[] ends = numbers.stream()
                .mapToDouble(number -> ((Number) number).doubleValue())
                .toArray();
        return new StudyJson.Interval(ends[0], ends[1], ends[2]);
    }
}
