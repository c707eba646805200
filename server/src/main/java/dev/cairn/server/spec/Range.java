package dev.cairn.server.spec;

/** Two ends as spelled, in any order: whoever knows the scale judges them. */
record Range(double low, double high) {}
