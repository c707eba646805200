package dev.cairn.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A study that runs again by the calendar.
 *
 * @param cron when, as Quartz reads it, in UTC
 * @param specJson specification of its studies, but for their names
 * @param active whether it was not cancelled
 * @param nextDue when it fires next
 * @param fired how often it fired
 * @param lastStudy name of the study that it made last
 * @param failure why its last firing made none
 */
public record ScheduleRecord(
        UUID id,
        String name,
        String cron,
        String specJson,
        boolean active,
        Instant createdAt,
        Instant nextDue,
        int fired,
        Optional<String> lastStudy,
        Optional<String> failure) {}
