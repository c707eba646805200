package dev.cairn.store;

/** What a trial is for: a point of the search, or the one evaluation of the best model on the sealed test rows. */
public enum TrialKind {
    SEARCH,
    FINAL
}
