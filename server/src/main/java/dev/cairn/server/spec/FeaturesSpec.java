package dev.cairn.server.spec;

/** Feature engineering inside each training fold: reserved. */
public record FeaturesSpec() {}
