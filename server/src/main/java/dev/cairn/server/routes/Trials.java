package dev.cairn.server.routes;

import dev.cairn.store.Page;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
}
