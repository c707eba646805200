package dev.cairn.server.ingest.report;

/** Whether a column of numbers is predicted as classes or as numbers; the metric of a study can say so. */
public enum TargetUse {
    /** Labels are classes; numbers are classes when they are few and whole. */
    AUTO,
    CLASSES,
    NUMBERS
}
