package dev.cairn.server.spec;

/** A calendar by which the study runs again: reserved. */
public record ScheduleSpec(String cron) {}
