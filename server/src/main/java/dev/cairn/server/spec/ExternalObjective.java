package dev.cairn.server.spec;

import dev.cairn.search.trial.Direction;

/** The number that clients tell, and which way it is better. */
public record ExternalObjective(String metric, Direction direction) {}
