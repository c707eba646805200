package dev.cairn.server.spec;

/** A search over network architectures: reserved. */
public record ArchitectureSpec() {}
