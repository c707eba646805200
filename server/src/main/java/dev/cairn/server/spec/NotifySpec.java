package dev.cairn.server.spec;

/** Who is told about the study: reserved. */
public record NotifySpec() {}
