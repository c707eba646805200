package dev.cairn.store;

import java.util.UUID;

/**
 * The study that another was made from.
 *
 * @param study its id, also when it was deleted since
 * @param event a fork keeps results of trials whose last change is not after this event
 * @param trials a fork keeps results of trials up to this number
 */
public record StudyOrigin(UUID study, String name, Kind kind, long event, int trials) {
    public StudyOrigin {
        Checks.notBlank("name of the source", name);
        Checks.that(event >= 0, "event", "is not negative", event);
        Checks.that(trials >= 0, "trials", "is not negative", trials);
    }

    /** How much of the source the new study has. */
    public enum Kind {
        /** Its specification. */
        CLONE,
        /** Its specification, revisions, and results up to a point of its history. */
        FORK
    }

    public static StudyOrigin clone(StudyRecord source) {
        return new StudyOrigin(source.id(), source.name(), Kind.CLONE, source.eventSeq(), Integer.MAX_VALUE);
    }

    /** Everything that is over now, up to this trial. */
    public static StudyOrigin fork(StudyRecord source, long event, int trials) {
        return new StudyOrigin(source.id(), source.name(), Kind.FORK, event, trials);
    }
}
