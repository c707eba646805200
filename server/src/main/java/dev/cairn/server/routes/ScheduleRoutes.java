package dev.cairn.server.routes;

import dev.cairn.server.schedule.Calendar;
import dev.cairn.server.wire.PageJson;
import dev.cairn.server.wire.ScheduleJson;
import dev.cairn.store.ScheduleRecord;
import java.io.IOException;

/** Studies that run again by the calendar. */
final class ScheduleRoutes {
    private final Calendar calendar;

    ScheduleRoutes(Calendar calendar) {
        this.calendar = calendar;
    }

    void register(Api api) {
        api.post("/schedules", this::create);
        api.get(
                "/schedules",
                request -> Answer.ok(PageJson.of(
                        calendar.list().stream().map(ScheduleRoutes::view).toList())));
        api.get("/schedules/{schedule}", request -> Answer.ok(view(calendar.find(request.path("schedule")))));
        api.postAgain(
                "/schedules/{schedule}:cancel", request -> Answer.ok(view(calendar.cancel(request.path("schedule")))));
    }

    private Answer create(Request request) throws IOException {
        request.requireType(StudyRoutes.SPEC_TYPES);
        ScheduleRecord made = calendar.add(request.text());
        return Answer.created(Api.BASE + "/schedules/" + made.name(), view(made));
    }

    private static ScheduleJson view(ScheduleRecord schedule) {
        return new ScheduleJson(
                schedule.id(),
                schedule.name(),
                schedule.cron(),
                schedule.active(),
                schedule.createdAt(),
                schedule.nextDue(),
                schedule.fired(),
                schedule.lastStudy(),
                schedule.failure());
    }
}
