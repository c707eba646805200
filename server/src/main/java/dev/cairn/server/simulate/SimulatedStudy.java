package dev.cairn.server.simulate;

import dev.cairn.search.simulate.SearchPlan;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.LaggedHistory;
import dev.cairn.server.schedule.ResolvedPlans;
import dev.cairn.server.schedule.StudyPlan;
import dev.cairn.server.spec.BudgetSpec;
import dev.cairn.server.spec.EarlierStudies;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.server.spec.ModelSpec;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.spec.SlotClasses;
import dev.cairn.server.spec.SpecReader;
import dev.cairn.server.spec.StudySpec;
import dev.cairn.server.wire.Json;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.data.ImageShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A specification as it is played.
 *
 * @param budget empty parallel means that nobody said how many clients there are
 * @param queue whose slots it uses; empty where clients train
 * @param dataset name of its dataset; empty where clients train
 * @param strategy that proposes
 * @param rule that stops
 * @param assumptions that were made to read it
 */
public record SimulatedStudy(
        String name,
        SearchPlan search,
        Lengths lengths,
        BudgetSpec budget,
        Optional<String> queue,
        Optional<String> dataset,
        String strategy,
        String rule,
        List<String> assumptions) {
    /** The only seed that needs no explanation. */
    private static final long SEED = 0;

    public SimulatedStudy {
        assumptions = List.copyOf(assumptions);
    }

    /**
     * Reads a specification.
     *
     * @param table what its dataset is like
     * @throws dev.cairn.server.spec.InvalidSpec with all faults
     * @throws dev.cairn.search.InvalidSearch where its rule cannot be played
     */
    public static SimulatedStudy read(String text, Overrides overrides, AssumedTable table) {
        return ExternalStudy.isMeantBy(text) ? external(text, overrides) : trained(text, overrides, table);
    }

    /**
     * Requires that a specification is well formed.
     *
     * @throws dev.cairn.server.spec.InvalidSpec with all faults and their places in the text
     */
    public static void check(String text) {
        if (ExternalStudy.isMeantBy(text)) {
            canonical(text);
        } else {
            SpecReader.read(text);
        }
    }

    private static SimulatedStudy external(String text, Overrides overrides) {
        Map<String, Object> spec = new LinkedHashMap<>(Json.object(canonical(text)));
        List<String> assumptions = new ArrayList<>();
        cold(spec, assumptions);
        Map<String, Object> budget = new LinkedHashMap<>(overrides.budget());
        int parallel = budget.remove("parallel") instanceof Number number ? number.intValue() : 1;
        Map<String, Object> changed = new Overrides(overrides.search(), budget).applied(spec);
        ExternalStudy study = external(Json.text(changed));
        StudyPlan plan = ResolvedPlans.plan(study);
        BudgetSpec means = new BudgetSpec(
                Optional.of(study.spec().budget().trials()),
                study.spec().budget().time(),
                parallel,
                Optional.empty(),
                Optional.empty());
        int steps = study.spec().steps().orElse(1);
        assumptions.add("%d client%s that %s trials"
                .formatted(parallel, parallel == 1 ? "" : "s", parallel == 1 ? "runs" : "run"));
        return new SimulatedStudy(
                study.spec().name(),
                search(plan, study.seed(), Optional.empty()),
                values -> new Lengths.Length(steps, 1),
                means,
                Optional.empty(),
                Optional.empty(),
                study.spec().search().strategy(),
                study.spec().search().earlyStop().rule(),
                told(assumptions, plan, study.seed()));
    }

    /** The canonical form, with the seed that is assumed where it names none. */
    private static String canonical(String text) {
        return external(text).specJson();
    }

    private static ExternalStudy external(String text) {
        return new Resolver(new NoData(), () -> SEED).external(text);
    }

    private static SimulatedStudy trained(String text, Overrides overrides, AssumedTable table) {
        Map<String, Object> fields = new LinkedHashMap<>(
                Json.object(SpecReader.write(SpecReader.read(text).spec())));
        List<String> assumptions = new ArrayList<>();
        cold(fields, assumptions);
        String changed = Json.text(overrides.applied(plain(fields)));
        StudySpec read = SpecReader.read(changed).spec();
        ResolvedStudy study = new Resolver(
                        new AssumedData(read, fitting(table, read, assumptions)),
                        () -> SEED,
                        SlotClasses::none,
                        EarlierStudies.none())
                .resolve(changed);
        StudyPlan plan = ResolvedPlans.plan(study);
        StudySpec spec = study.spec();
        Optional<LaggedHistory> lagged =
                spec.deterministic() ? Optional.of(new LaggedHistory(spec.lag())) : Optional.empty();
        Optional<Duration> time = study.timeOfSearch();
        BudgetSpec budget = new BudgetSpec(
                spec.budget().mostTrials(),
                time,
                spec.budget().parallel(),
                spec.budget().deviceHours(),
                spec.budget().money());
        return new SimulatedStudy(
                spec.name(),
                search(plan, study.seed(), lagged),
                values -> length(study, values),
                budget,
                Optional.of(spec.resources().queue().orElse("cpu")),
                Optional.of(spec.dataset().replaceAll("@.*", "")),
                spec.search().strategy(),
                spec.search().earlyStop().rule(),
                told(assumptions, plan, study.seed()));
    }

    /** A table of images where the models read nothing else. */
    private static AssumedTable fitting(AssumedTable table, StudySpec spec, List<String> assumptions) {
        boolean images = spec.model() instanceof ModelSpec.Named named
                && named.trainers().contains("cnn");
        if (!images || table.image().isPresent()) {
            return table;
        }
        assumptions.add("images of 28x28x1");
        return new AssumedTable(
                table.rows(), table.features(), table.classes(), Optional.of(new ImageShape(28, 28, 1)));
    }

    private static Lengths.Length length(ResolvedStudy study, Values values) {
        ResolvedStudy.Configuration configuration = study.configuration(values);
        Trainer trainer = configuration.trainer();
        return new Lengths.Length(trainer.maxSteps(configuration.values()), trainer.stepsPerMeasurement());
    }

    /** Without what speaks of columns: it changes what is learned, not how the study goes. */
    private static Map<String, Object> plain(Map<String, Object> fields) {
        Map<String, Object> plain = new LinkedHashMap<>(fields);
        plain.remove("columns");
        plain.remove("classWeight");
        plain.remove("monotone");
        plain.remove("schedule");
        keep(plain, "validate", key -> key.equals("folds") || key.equals("holdout"));
        keep(plain, "features", key -> !key.equals("text"));
        if (plain.get("test") instanceof Map<?, ?>) {
            plain.remove("test");
        }
        return plain;
    }

    private static void keep(Map<String, Object> spec, String field, Predicate<String> which) {
        if (spec.get(field) instanceof Map<?, ?> before) {
            Map<String, Object> kept = new LinkedHashMap<>();
            before.forEach((key, value) -> kept.put(String.valueOf(key), value));
            kept.keySet().removeIf(which.negate());
            spec.put(field, kept);
            if (kept.isEmpty()) {
                spec.remove(field);
            }
        }
    }

    /** Configurations of earlier studies are known to a server only, unless it has put them in already. */
    private static void cold(Map<String, Object> spec, List<String> assumptions) {
        boolean known = spec.get("warmStart") instanceof Map<?, ?> warm && warm.containsKey("taken");
        if (spec.containsKey("warmStart") && !known) {
            spec.remove("warmStart");
            assumptions.add("no configurations of earlier studies: no server was asked for them");
        }
    }

    private static SearchPlan search(StudyPlan plan, long seed, Optional<LaggedHistory> lagged) {
        return new SearchPlan(
                plan.space(),
                plan.sampler(),
                plan.goals().directions().get(0),
                plan::trainer,
                plan.pruners(),
                seed,
                lagged);
    }

    private static List<String> told(List<String> assumptions, StudyPlan plan, long seed) {
        List<String> all = new ArrayList<>(assumptions);
        if (!plan.goals().plain()) {
            all.add("only the first objective, '%s', counts; further objectives and bounds are left out"
                    .formatted(plan.goals().objectives().get(0).name()));
        }
        all.add("seed " + seed);
        return all;
    }
}
