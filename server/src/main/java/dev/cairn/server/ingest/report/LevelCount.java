package dev.cairn.server.ingest.report;

/** A label and how many training rows have it. */
public record LevelCount(String label, long rows) {}
