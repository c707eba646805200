package dev.cairn.server.spec;

/** Random variations of training rows: reserved. */
public record AugmentSpec() {}
