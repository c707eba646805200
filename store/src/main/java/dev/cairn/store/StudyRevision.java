package dev.cairn.store;

import java.time.Instant;
import java.util.List;

/**
 * One of the specifications that a study has had.
 *
 * @param number from 1, which is what was submitted
 * @param event number of the study event since which it holds
 * @param specText what was submitted: a specification, or edits of the one before
 * @param changes the fields of the specification that differ from the revision before
 */
public record StudyRevision(
        int number, long event, Instant at, String specJson, String specText, List<String> changes) {
    public StudyRevision {
        Checks.that(number >= 1, "revision", "starts at 1", number);
        changes = List.copyOf(changes);
    }
}
