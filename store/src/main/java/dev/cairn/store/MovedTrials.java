package dev.cairn.store;

import java.util.UUID;

/** Trials of a study on another queue than its own, whose slots were too small for them. */
public record MovedTrials(UUID study, String queue, int queued, int running) {}
