package dev.cairn.server.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A study that runs again by the calendar. */
public record ScheduleJson(
        UUID id,
        String name,
        String cron,
        boolean active,
        Instant createdAt,
        Instant nextDue,
        int fired,
        Optional<String> lastStudy,
        Optional<String> failure) {}
