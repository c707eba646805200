package dev.cairn.store;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which studies to list; an empty set or value does not restrict.
 *
 * @param text part of the name, in any case
 */
public record StudyFilter(Set<StudyState> states, Optional<String> text, Optional<UUID> dataset) {
    public static final StudyFilter ALL = new StudyFilter(Set.of(), Optional.empty(), Optional.empty());

    public StudyFilter {
        states = Set.copyOf(states);
    }
}
