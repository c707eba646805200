package dev.cairn.server.routes;

import dev.cairn.server.spec.StudyData;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyStore;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Finds what a path names. */
final class Lookup {
    private static final int MOST_REMEMBERED = 10_000;

    private final StudyStore studies;
    private final StudyData data;
    private final Map<String, UUID> ids = new ConcurrentHashMap<>();

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

    /**
     * Does something with the id of a study. The id of a name is remembered, which saves a look at the database; it is looked up anew when no
     * study has it any more.
     *
     * @param action throws {@link MissingRecord} when there is no such study
     */
    <T> T withId(String reference, Function<UUID, T> action) {
        Optional<UUID> known = id(reference).or(() -> Optional.ofNullable(ids.get(reference)));
        if (known.isPresent()) {
            try {
                return action.apply(known.get());
            } catch (MissingRecord e) {
                ids.remove(reference);
            }
        }
        UUID id = study(reference).id();
        if (ids.size() >= MOST_REMEMBERED) {
            ids.clear();
        }
        ids.put(reference, id);
        return action.apply(id);
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
