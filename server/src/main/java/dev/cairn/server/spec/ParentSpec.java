package dev.cairn.server.spec;

/** A model to fine-tune: reserved. */
public record ParentSpec(String model) {}
