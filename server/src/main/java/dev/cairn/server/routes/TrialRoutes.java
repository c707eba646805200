package dev.cairn.server.routes;

import dev.cairn.server.schedule.Lineage;
import dev.cairn.server.schedule.StudyService;
import dev.cairn.server.wire.PageJson;
import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.Page;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The trials of a study. */
final class TrialRoutes {
    private final StudyService service;
    private final TrialReader trials;
    private final TrialLogs logs;
    private final Lookup lookup;

    TrialRoutes(StudyService service, TrialReader trials, TrialLogs logs, Lookup lookup) {
        this.service = service;
        this.trials = trials;
        this.logs = logs;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/studies/{study}/trials", this::list, "state", "limit", "cursor");
        api.get("/studies/{study}/trials/{number}", this::get);
        api.get("/studies/{study}/trials/{number}/metrics", this::metrics);
        api.get("/studies/{study}/trials/{number}/logs", this::logs, "attempt");
        api.post("/studies/{study}/trials/{number}:retry", this::retry);
        api.postAgain("/studies/{study}/trials/{number}:cancel", this::cancel);
    }

    private Answer retry(Request request) {
        StudyRecord study = lookup.study(request);
        int number = service.retry(study.id(), trial(study, request).number());
        TrialRecord retry = trials.find(study.id(), number)
                .orElseThrow(() -> Refusal.missing("trial " + number + " in study '" + study.name() + "'"));
        return Answer.created(
                Api.BASE + "/studies/" + study.id() + "/trials/" + number,
                TrialViews.trial(retry, StudyFacts.of(study)));
    }

    /** A trial that is over stays as it is; one that runs is told within a second. */
    private Answer cancel(Request request) {
        StudyRecord study = lookup.study(request);
        service.cancelTrial(study.id(), trial(study, request).number());
        return Answer.ok(TrialViews.trial(trial(study, request), StudyFacts.of(study)));
    }

    private Answer list(Request request) {
        StudyRecord study = lookup.study(request);
        StudyFacts facts = StudyFacts.of(study);
        Set<TrialState> states = EnumSet.noneOf(TrialState.class);
        request.queryList("state").forEach(name -> states.add(Names.named(name, TrialState.values(), "query/state")));
        Page<TrialRecord> page = trials.list(study.id(), states, request.query("cursor"), request.limit());
        return Answer.ok(new PageJson<>(
                page.items().stream().map(t -> TrialViews.trial(t, facts)).toList(), page.nextCursor()));
    }

    private Answer get(Request request) {
        StudyRecord study = lookup.study(request);
        TrialRecord trial = trial(study, request);
        List<AttemptRecord> runs = trials.attempts(study.id(), trial.number());
        return Answer.ok(TrialViews.detail(
                trial,
                StudyFacts.of(study),
                runs,
                Lineage.of(trials, trial),
                trials.provenance(study.id(), trial.number())));
    }

    private Answer metrics(Request request) {
        StudyRecord study = lookup.study(request);
        TrialRecord trial = trial(study, request);
        return Answer.ok(TrialViews.metrics(trials.measurements(study.id(), trial.number())));
    }

    private Answer logs(Request request) {
        StudyRecord study = lookup.study(request);
        TrialRecord trial = trial(study, request);
        int attempt = request.queryNumber("attempt", 1, Integer.MAX_VALUE).orElse(trial.attempt());
        String text = attempt < 1
                ? ""
                : logs.of(new AttemptRef(study.id(), trial.number(), attempt)).orElse("");
        return Answer.text("text/plain; charset=utf-8", text);
    }

    private TrialRecord trial(StudyRecord study, Request request) {
        int number = request.pathNumber("number");
        return trials.find(study.id(), number)
                .orElseThrow(() -> Refusal.missing("trial " + number + " in study '" + study.name() + "'"));
    }
}
