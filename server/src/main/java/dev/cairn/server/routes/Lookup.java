package dev.cairn.server.routes;

import dev.cairn.server.spec.StudyData;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyStore;
import java.util.Optional;
import java.util.UUID;

/** Finds what a path names. */
final class Lookup {
    private final StudyStore studies;
    private final StudyData data;

    Lookup(StudyStore studies, StudyData data) {
        this.studies = studies;
        this.data = data;
    }

    /** By id or by name. */
    StudyRecord study(Request request) {
        return study(request.path("study"));
    }

    /** By id or by name. */
    StudyRecord study(String reference) {
        return id(reference)
                .flatMap(studies::find)
                .or(() -> studies.find(reference))
                .orElseThrow(() -> Refusal.missing("study '" + reference + "'"));
    }

    DatasetVersionRecord dataset(Request request) {
        return dataset(request.path("dataset"));
    }

    /** By id, name or name@version. */
    DatasetVersionRecord dataset(String reference) {
        return data.find(reference).orElseThrow(() -> Refusal.missing("dataset '" + reference + "'"));
    }

    private static Optional<UUID> id(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
