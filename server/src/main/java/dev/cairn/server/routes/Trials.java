package dev.cairn.server.routes;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.Trial;
import dev.cairn.store.Page;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;

/** All trials of a study, for views that need all. */
final class Trials {
    private static final int PAGE = 1000;

    private Trials() {}

    static List<TrialRecord> all(TrialReader reader, UUID study) {
        List<TrialRecord> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<TrialRecord> page = reader.list(study, Set.of(), cursor, PAGE);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return all;
    }

    static List<TrialRecord> searched(TrialReader reader, UUID study) {
        return all(reader, study).stream()
                .filter(trial -> trial.kind() == TrialKind.SEARCH)
                .toList();
    }

    /** The search trials that completed, by their first objective. */
    static History completed(TrialReader reader, StudyRecord study) {
        Direction direction = study.maximize() ? Direction.MAXIMIZE : Direction.MINIMIZE;
        return new History(
                List.of(direction),
                searched(reader, study.id()).stream()
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
