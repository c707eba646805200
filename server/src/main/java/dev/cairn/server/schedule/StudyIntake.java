package dev.cairn.server.schedule;

import dev.cairn.store.NewStudy;
import dev.cairn.store.StudyOrigin;
import dev.cairn.store.StudyRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Turns the text of a specification into a study that can be stored, with everything resolved that its trials will need. */
public interface StudyIntake {
    /** Refuses a text that is no valid specification with all its faults at once; nothing is stored then. */
    NewStudy read(String specText);

    /** What edits make of the specification of a study that runs. */
    Revised revise(StudyRecord study, String edits);

    /**
     * A new study with the specification of another and edits.
     *
     * @param kind whether it takes results over, which edits must then leave their meaning
     */
    Derived derive(StudyRecord source, String edits, String freeName, StudyOrigin.Kind kind);

    /**
     * A specification that shall hold from now on.
     *
     * @param changes the fields that differ; empty when nothing does
     * @param inside whether values are in its space
     */
    record Revised(String specJson, List<String> changes, Predicate<Map<String, Object>> inside) {}

    /** A study made from another. */
    record Derived(NewStudy study, Predicate<Map<String, Object>> inside) {}
}
