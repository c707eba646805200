package dev.cairn.server.schedule;

import dev.cairn.store.StudyRecord;

/** Makes the plan of a stored study. */
@FunctionalInterface
public interface StudyPlans {
    /** The plan; asking again for the same study is cheap. */
    StudyPlan of(StudyRecord study);
}
