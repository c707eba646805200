package dev.cairn.server.routes;

import dev.cairn.search.sampler.FeasibleShare;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.server.schedule.StudyService;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.spec.WarmStartSpec;
import dev.cairn.server.spec.form.DurationForm;
import dev.cairn.server.wire.Json;
import dev.cairn.server.wire.PageJson;
import dev.cairn.server.wire.StudyJson;
import dev.cairn.store.CairnStores;
import dev.cairn.store.MoreBudget;
import dev.cairn.store.Page;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyFilter;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialReader;
import dev.cairn.store.WorkerStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Studies: submit, look, change, end. */
final class StudyRoutes {
    /** Below this share of feasible configurations a specification is worth a second look. */
    private static final double LITTLE = 0.02;

    static final String[] SPEC_TYPES = {"application/yaml", "application/x-yaml", "text/yaml", "application/json"};

    /** As many as a specification may ask for. */
    /** Device hours or money that are added at once. */
    private static final double MOST_AMOUNT = 1e6;

    private static final int MOST_PARALLEL = 1024;

    private final StudyService service;
    private final StudyStore store;
    private final TrialReader trials;
    private final WorkerStore workers;
    private final Resolver resolver;
    private final VaultViews vaults;
    private final StudyViews views;
    private final Lookup lookup;

    StudyRoutes(Services services, StudyViews views, Lookup lookup) {
        CairnStores stores = services.stores();
        this.service = services.studies();
        this.store = stores.studies();
        this.trials = stores.reader();
        this.workers = stores.workers();
        this.resolver = services.resolver();
        this.vaults = new VaultViews(services.datasets(), stores.vaults());
        this.views = views;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.post("/studies", this::create);
        api.postAgain("/studies:validate", this::validate);
        api.get("/studies", this::list, "state", "dataset", "limit", "cursor");
        api.get("/studies/{study}", this::get);
        api.patch("/studies/{study}", this::patch);
        api.delete("/studies/{study}", this::delete);
        api.get("/studies/{study}/spec", this::spec);
        api.post("/studies/{study}:pause", request -> become(request, service::pause));
        api.post("/studies/{study}:resume", request -> become(request, service::resume));
        api.post("/studies/{study}:cancel", request -> become(request, service::cancel));
        api.post("/studies/{study}:extend", this::extend);
        api.postAgain("/studies/{study}:revise", this::revise);
        api.post("/studies/{study}:clone", this::cloned);
        api.post("/studies/{study}:fork", this::fork, "trial", "event");
        api.get("/studies/{study}/lineage", this::lineage);
    }

    private Answer create(Request request) throws IOException {
        request.requireType(SPEC_TYPES);
        StudyRecord study = service.submit(request.text());
        return Answer.created(Api.BASE + "/studies/" + study.id(), views.study(study))
                .with("ETag", etag(study));
    }

    private Answer validate(Request request) throws IOException {
        request.requireType(SPEC_TYPES);
        if (ExternalStudy.isMeantBy(request.text())) {
            ExternalStudy study = resolver.external(request.text());
            List<String> warnings = new ArrayList<>(cold(study.spec().warmStart()));
            narrow(study.space()).ifPresent(warnings::add);
            return Answer.ok(SpecViews.validated(study, warnings));
        }
        ResolvedStudy study = resolver.resolve(request.text());
        return Answer.ok(SpecViews.validated(study, warnings(study)));
    }

    private List<String> warnings(ResolvedStudy study) {
        String queue = study.spec().resources().queue().orElse("cpu");
        boolean served = workers.list().stream()
                .anyMatch(worker -> worker.alive() && worker.slots().containsKey(queue));
        List<String> warnings = new ArrayList<>();
        if (!served) {
            warnings.add("No worker serves the queue '" + queue + "' now.");
        }
        warnings.addAll(cold(study.spec().warmStart()));
        narrow(study.space()).ifPresent(warnings::add);
        warnings.addAll(vaults.warnings(study.split()));
        return warnings;
    }

    private static Optional<String> narrow(SearchSpace space) {
        FeasibleShare share = FeasibleShare.of(space);
        return share.kept() < LITTLE
                ? Optional.of("The constraints leave little to search: " + share.text() + ".")
                : Optional.empty();
    }

    private static List<String> cold(Optional<WarmStartSpec> wish) {
        boolean nothing =
                wish.flatMap(WarmStartSpec::taken).filter(List::isEmpty).isPresent();
        return nothing
                ? List.of("No earlier study has a result that fits warmStart, so this one starts cold.")
                : List.of();
    }

    private Answer list(Request request) {
        Optional<UUID> dataset =
                request.query("dataset").map(name -> lookup.dataset(name).datasetId());
        StudyFilter filter = new StudyFilter(states(request), Optional.empty(), dataset);
        Page<StudyRecord> page = store.list(filter, request.query("cursor"), request.limit());
        return Answer.ok(new PageJson<>(views.all(page.items()), page.nextCursor()));
    }

    private static Set<StudyState> states(Request request) {
        Set<StudyState> states = EnumSet.noneOf(StudyState.class);
        request.queryList("state").forEach(name -> states.add(Names.named(name, StudyState.values(), "query/state")));
        return states;
    }

    private Answer get(Request request) {
        return answer(lookup.study(request));
    }

    private Answer patch(Request request) throws IOException {
        request.requireType("application/json");
        StudyRecord study = lookup.study(request);
        request.requireMatch(etag(study));
        StudyJson.Patch changes = request.json(StudyJson.Patch.class);
        if (changes.parallel().isPresent()) {
            study = service.resize(study.id(), parallel(changes.parallel().get()));
        }
        Optional<List<String>> tags = changes.tags();
        if (tags.isEmpty()) {
            return answer(study);
        }
        StudyRecord tagged = store.tag(study.id(), study.eventSeq(), tags.get())
                .orElseThrow(() -> new Refusal(
                        412,
                        "precondition-failed",
                        "It has changed meanwhile",
                        "The study changed while it was tagged; try again."));
        return answer(tagged);
    }

    private Answer delete(Request request) {
        StudyRecord study = lookup.study(request);
        request.requireMatch(etag(study));
        service.delete(study.id());
        return Answer.nothing();
    }

    private Answer spec(Request request) {
        StudyRecord study = lookup.study(request);
        return Answer.ok(new StudyJson.SpecView(study.specText(), Json.object(study.specJson())));
    }

    private Answer become(Request request, Function<UUID, StudyRecord> change) {
        return answer(change.apply(lookup.study(request).id()));
    }

    private Answer extend(Request request) throws IOException {
        request.requireType("application/json");
        StudyRecord study = lookup.study(request);
        StudyJson.Extension more = request.json(StudyJson.Extension.class);
        if (more.equals(StudyJson.Extension.NOTHING)) {
            throw Refusal.invalid(
                    "body",
                    "missing-field",
                    "Say how much more of what: trials, time, deviceHours, money.",
                    Optional.of("Like {\"trials\": 50} or {\"time\": \"30m\"}."));
        }
        return answer(service.extend(
                study.id(),
                new MoreBudget(
                        more.trials().map(StudyRoutes::positive).orElse(0),
                        more.time().map(StudyRoutes::duration).orElse(Duration.ZERO),
                        more.deviceHours().map(StudyRoutes::hours).orElse(Duration.ZERO),
                        more.money().map(money -> positive("money", money)).orElse(0.0))));
    }

    private static Duration hours(double hours) {
        double millis = positive("deviceHours", hours) * Duration.ofHours(1).toMillis();
        return Duration.ofMillis(Math.max(1, Math.round(millis)));
    }

    private static double positive(String field, double amount) {
        if (!(amount > 0 && amount <= MOST_AMOUNT)) {
            throw Refusal.invalid(
                    "body/" + field,
                    "out-of-range",
                    "The number must be above 0 and at most " + (long) MOST_AMOUNT + "; got " + amount + ".",
                    Optional.empty());
        }
        return amount;
    }

    private static int parallel(int trials) {
        if (trials < 1 || trials > MOST_PARALLEL) {
            throw Refusal.invalid(
                    "body/parallel",
                    "out-of-range",
                    "The number must be from 1 to " + MOST_PARALLEL + "; got " + trials + ".",
                    Optional.empty());
        }
        return trials;
    }

    private Answer revise(Request request) throws IOException {
        StudyRecord study = lookup.study(request);
        request.requireMatch(etag(study));
        return answer(service.revise(study.id(), edits(request)));
    }

    private Answer cloned(Request request) throws IOException {
        return made(service.clone(lookup.study(request).id(), edits(request)));
    }

    private Answer fork(Request request) throws IOException {
        StudyRecord study = lookup.study(request);
        int trial = request.queryNumber("trial", 0, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        long event = request.queryNumber("event", 1, Integer.MAX_VALUE)
                .map(Integer::longValue)
                .orElse(study.eventSeq());
        if (trial > 0
                && trial < Integer.MAX_VALUE
                && trials.find(study.id(), trial).isEmpty()) {
            throw new StoreConflict("study '" + study.name() + "' has no trial " + trial + " to fork it at");
        }
        return made(service.fork(study.id(), event, trial, edits(request)));
    }

    private Answer made(StudyRecord study) {
        return Answer.created(Api.BASE + "/studies/" + study.id(), views.study(study))
                .with("ETag", etag(study));
    }

    private Answer lineage(Request request) {
        return Answer.ok(views.lineage(lookup.study(request)));
    }

    /** The fields of a specification that shall change; none without a body. */
    private static String edits(Request request) throws IOException {
        if (request.text().isBlank()) {
            return "";
        }
        request.requireType(SPEC_TYPES);
        return request.text();
    }

    private static int positive(int trials) {
        if (trials < 1 || trials > 100_000) {
            throw Refusal.invalid(
                    "body/trials",
                    "out-of-range",
                    "The number must be from 1 to 100000; got " + trials + ".",
                    Optional.empty());
        }
        return trials;
    }

    private static Duration duration(String text) {
        return DurationForm.parse(text)
                .filter(d -> !d.isZero())
                .orElseThrow(() -> Refusal.invalid(
                        "body/time",
                        "wrong-type",
                        "'" + text + "' is no duration.",
                        Optional.of("Write it like 90s, 30m or 2h.")));
    }

    private Answer answer(StudyRecord study) {
        return Answer.ok(views.study(study)).with("ETag", etag(study));
    }

    private static String etag(StudyRecord study) {
        return "\"" + study.eventSeq() + "\"";
    }
}
