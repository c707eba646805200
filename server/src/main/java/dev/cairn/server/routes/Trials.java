package dev.cairn.server.routes;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.Trial;
import dev.cairn.store.Page;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** All trials of a study, for views that need all. */
final class Trials {
    private static final int PAGE = 1000;

    /** More lines or points than these no eye can tell apart. */
    private static final int SPREAD = 1_600;

    private static final int BEST = 400;

    /** As many as the forest behind the importance of parameters takes. */
    private static final int JUDGED = 1_000;

    private Trials() {}

    /** Those with this number or a greater one. */
    static List<TrialRecord> from(TrialReader reader, UUID study, int first) {
        List<TrialRecord> all = new ArrayList<>();
        Optional<String> cursor = first > 1 ? Optional.of(Integer.toString(first - 1)) : Optional.empty();
        do {
            Page<TrialRecord> page = reader.list(study, Set.of(), cursor, PAGE);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return all;
    }

    /** The search trials for a picture: all, or the best and an even sample of the others. */
    static TrialSample pictured(TrialReader reader, UUID study) {
        return reader.sample(study, false, SPREAD, BEST);
    }

    /** Completed ones in which the best are as frequent as in the study. */
    static TrialSample fair(TrialReader reader, UUID study) {
        return reader.sample(study, true, JUDGED, 0);
    }

    /** Completed ones, the best among them. */
    static TrialSample withBest(TrialReader reader, UUID study) {
        return reader.sample(study, true, SPREAD, BEST);
    }

    /** What a sample is one of; empty when nothing is left out. */
    static OptionalInt sampledFrom(TrialSample sample) {
        return sample.partial() ? OptionalInt.of(sample.of()) : OptionalInt.empty();
    }

    /** Trials that completed, by their first objective. */
    static History history(StudyRecord study, TrialSample sample) {
        Direction direction = study.maximize() ? Direction.MAXIMIZE : Direction.MINIMIZE;
        return new History(
                List.of(direction),
                sample.trials().stream()
                        .flatMap(trial -> completed(trial).stream())
                        .toList());
    }

    private static Optional<Trial> completed(TrialRecord trial) {
        OptionalDouble score = trial.outcome().map(TrialResult::objective).orElse(OptionalDouble.empty());
        return score.isPresent()
                ? Optional.of(new CompletedTrial(trial.number(), Values.of(trial.values()), score.getAsDouble()))
                : Optional.empty();
    }
}
