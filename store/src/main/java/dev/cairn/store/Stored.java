package dev.cairn.store;

/** A record, and whether this call made it or it was there already. */
public record Stored<T>(T value, boolean created) {}
