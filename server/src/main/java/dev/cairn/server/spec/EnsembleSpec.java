package dev.cairn.server.spec;

/** A model made of the best models: reserved. */
public record EnsembleSpec() {}
