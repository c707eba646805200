package dev.cairn.server.schedule;

import dev.cairn.store.NewStudy;

/** Turns the text of a specification into a study that can be stored, with everything resolved that its trials will need. */
@FunctionalInterface
public interface StudyIntake {
    /** Refuses a text that is no valid specification with all its faults at once; nothing is stored then. */
    NewStudy read(String specText);
}
