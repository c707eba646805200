package dev.cairn.server.spec;

import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Origin;
import dev.cairn.store.LeaderboardRow;
import dev.cairn.store.Page;
import dev.cairn.store.StudyFilter;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was searched before, for a study that wants to learn from it. */
public interface EarlierStudies {
    /** By name or id. */
    Optional<StudyRecord> find(String reference);

    /** The newest first, whatever their state. */
    List<StudyRecord> newest(int limit);

    /** Completed trials of a study, the best first. */
    List<Origin.Result> best(StudyRecord study, int limit);

    /** Those of a store. */
    static EarlierStudies of(StudyStore studies, TrialReader trials) {
        return new InStore(studies, trials);
    }

    /** There are none. */
    static EarlierStudies none() {
        return new Nothing();
    }

    /** Studies of a store. */
    record InStore(StudyStore studies, TrialReader trials) implements EarlierStudies {
        private static final int PAGE = 100;

        @Override
        public Optional<StudyRecord> find(String reference) {
            try {
                return studies.find(UUID.fromString(reference));
            } catch (IllegalArgumentException e) {
                return studies.find(reference);
            }
        }

        @Override
        public List<StudyRecord> newest(int limit) {
            List<StudyRecord> found = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                Page<StudyRecord> page = studies.list(StudyFilter.ALL, cursor, PAGE);
                found.addAll(page.items());
                cursor = page.nextCursor();
            } while (cursor.isPresent() && found.size() < limit);
            return found.subList(0, Math.min(limit, found.size()));
        }

        @Override
        public List<Origin.Result> best(StudyRecord study, int limit) {
            return trials.leaderboard(study.id(), limit).stream()
                    .map((LeaderboardRow row) -> new Origin.Result(row.trial(), Values.of(row.values())))
                    .toList();
        }
    }

    /** No studies. */
    record Nothing() implements EarlierStudies {
        @Override
        public Optional<StudyRecord> find(String reference) {
            return Optional.empty();
        }

        @Override
        public List<StudyRecord> newest(int limit) {
            return List.of();
        }

        @Override
        public List<Origin.Result> best(StudyRecord study, int limit) {
            return List.of();
        }
    }
}
