package dev.cairn.trainers.data;

/** What is to be predicted: one of two classes, one of many, a number, for each of several columns one of its two classes, or nothing. */
public enum Task {
    BINARY,
    MULTICLASS,
    REGRESSION,
    MULTILABEL,
    /** There is no target: rows that lie together are to be found. */
    CLUSTERING;

    public boolean classification() {
        return this != REGRESSION && this != CLUSTERING;
    }
}
