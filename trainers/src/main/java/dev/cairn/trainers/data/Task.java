package dev.cairn.trainers.data;

/** What is to be predicted: one of two classes, one of many, a number, or for each of several columns one of its two classes. */
public enum Task {
    BINARY,
    MULTICLASS,
    REGRESSION,
    MULTILABEL;

    public boolean classification() {
        return this != REGRESSION;
    }
}
