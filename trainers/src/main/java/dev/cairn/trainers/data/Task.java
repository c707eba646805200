package dev.cairn.trainers.data;

/** What is to be predicted: one of two classes, one of many, or a number. */
public enum Task {
    BINARY,
    MULTICLASS,
    REGRESSION;

    public boolean classification() {
        return this != REGRESSION;
    }
}
