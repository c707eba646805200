package dev.cairn.server.spec;

/** What a study asks of its data. */
public enum TaskSpec {
    /** To predict the target. */
    PREDICTION,
    /** To find rows that lie together; nothing is predicted. */
    CLUSTERING
}
