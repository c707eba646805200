package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calendar of a specification.
 *
 * @param cron as Quartz reads it
 * @param specJson the specification without the calendar
 */
public record StudySchedule(String name, String cron, String specJson) {
    /** Behind the name of a study stands the time at which it was due. */
    private static final int LONGEST_NAME = 100 - "-20260101-000000".length();

    /**
     * Reads a specification with a calendar.
     *
     * @throws InvalidSpec when it is none, or has no calendar
     */
    public static StudySchedule read(String text) {
        SpecDocument document = SpecReader.read(text);
        StudySpec spec = document.spec();
        Faults faults = new Faults();
        if (spec.schedule().isEmpty()) {
            faults.add(
                    document.tree().place(),
                    Code.MISSING_FIELD,
                    "A schedule needs the field 'schedule'.",
                    "Add schedule: '0 2 * * *', or submit it as a study.");
        }
        if (spec.name().length() > LONGEST_NAME) {
            faults.add(
                    document.tree().find(List.of("name")),
                    Code.OUT_OF_RANGE,
                    "The name of a schedule has at most " + LONGEST_NAME + " characters: its studies add a date.");
        }
        if (!faults.isEmpty()) {
            throw new InvalidSpec(faults.inOrder());
        }
        Map<String, Object> json = new LinkedHashMap<>(Json.object(SpecReader.write(spec)));
        json.remove("schedule");
        return new StudySchedule(
                spec.name(), spec.schedule().flatMap(Cron::quartz).orElseThrow(), Json.text(json));
    }

    /**
     * Refuses a specification with a calendar where a study is expected. A study that clients train has no such field to begin with.
     *
     * @throws InvalidSpec when it has one
     */
    public static void refuse(String text) {
        if (ExternalStudy.isMeantBy(text)) {
            return;
        }
        SpecDocument document = SpecReader.read(text);
        if (document.spec().schedule().isPresent()) {
            Faults faults = new Faults();
            faults.add(
                    document.tree().find(List.of("schedule")),
                    Code.CONFLICT,
                    "A specification with a calendar is a schedule, not a study.",
                    Optional.of("POST it to /schedules, as 'cairn submit' does."));
            throw new InvalidSpec(faults.inOrder());
        }
    }

    /** The specification of the study of this name. */
    public static String named(String specJson, String name) {
        Map<String, Object> json = new LinkedHashMap<>(Json.object(specJson));
        json.put("name", name);
        return Json.text(json);
    }
}
