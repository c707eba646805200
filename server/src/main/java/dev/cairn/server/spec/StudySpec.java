package dev.cairn.server.spec;

import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Values;
import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.trainers.ensemble.Calibrating;
import dev.cairn.trainers.ensemble.Deciding;
import dev.cairn.trainers.metric.Cost;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The specification of a study, as its author wrote it and with defaults filled in. The components are the fields of the document:
 * its parser, its canonical spelling and its JSON Schema are made from this record.
 *
 * @param lag how many of the newest results a suggestion may miss in a deterministic study, so that slots need not wait for each other
 */
public record StudySpec(
        @Key(
                value = "Name of the study, unlike that of any other",
                pattern = NAME,
                patternInWords = "Up to 100 of a-z, 0-9, '.', '_' and '-', beginning with a letter or a digit.")
        String name,

        @Key("Dataset: its name (the newest version), name@version or id")
        String dataset,

        @Key("What is asked of the data: prediction (of the target, when absent), or clustering, which has no target")
        Optional<TaskSpec> task,

        @Key(name = "target", value = "Column to predict, or several of two classes side by side; none of a clustering")
        Optional<TargetSpec> predicted,

        @Key(
                value = "What is best, and in which direction: {maximize: rocAuc}; several are a list",
                form = ObjectiveForm.class)
        Goals objective,

        @Key(
                value =
                        "How a trial is scored: {folds: 5, stratify: true} or {holdout: 0.2}; with groups, time or column",
                otherwise = "{folds: 5}")
        ValidateSpec validate,

        @Key(value = "How points are proposed and stopped", otherwise = "{}")
        SearchSpec search,

        @Key("How much to spend") BudgetSpec budget,

        @Key(value = "A trainer, a list of trainers, or auto for all that fit", otherwise = "auto")
        ModelSpec model,

        @Key("What to search, by parameter; a trainer's own space when absent. What is not named keeps its default")
        Optional<SpaceSpec> space,

        @Key(
                value = "Expressions over parameters that every trial satisfies",
                otherwise = "[]",
                form = ExpressionsForm.class)
        List<Expression> constraints,

        @Key(value = "Points to try first", otherwise = "[]", form = EnqueueForm.class)
        List<Values> enqueue,

        @Key(
                value = "The same trials with the same scores on any number of slots, for the price of some waiting",
                otherwise = "false")
        boolean deterministic,

        @Key(
                value = "In a deterministic study: suggestion i uses the results of trials up to i - lag",
                otherwise = "8",
                low = 1,
                high = 1000)
        int lag,

        @Key(
                value = "Rows sealed for the one final test: a share, {dataset: NAME}, or none",
                otherwise = "0.2",
                form = TestForm.class)
        TestSetting test,

        @Key(
                value = "As which columns are read, where not as their values suggest: {zip: categorical}",
                otherwise = "{}",
                form = ColumnsForm.class)
        ColumnSettings columns,

        @Key(value = "What a trial gets", otherwise = "{}") ResourcesSpec resources,

        @Key(
                value = "Project whose share of the machines and whose quota it uses",
                otherwise = "default",
                pattern = NAME,
                patternInWords = "Up to 100 of a-z, 0-9, '.', '_' and '-', beginning with a letter or a digit.")
        String project,

        @Key(
                value = "Larger goes first, and may make trials of smaller priority yield their slots",
                otherwise = "0",
                low = -1000,
                high = 1000)
        int priority,

        @Key(value = "Labels to find the study by", otherwise = "[]", most = 20)
        List<String> tags,

        @Key("How columns are prepared inside each training fold; what is not said is searched or left to the trainer")
        Optional<FeaturesSpec> features,

        @Key(
                value = "What a row of each class counts for: none, balanced, or by class: {yes: 5}",
                form = ClassWeightForm.class)
        Optional<ClassWeightSpec> classWeight,

        @Key(
                value = "Numbers along which boosted models may only rise or fall: {age: increasing}",
                form = MonotoneForm.class)
        Optional<MonotoneSpec> monotone,

        @Key(
                value = "Make the final model of several of the best, unless the best alone is clearly better",
                form = EnsembleForm.class)
        Optional<EnsembleSpec> ensemble,

        @Key(
                "How the final model's probabilities are calibrated on held-out rows: none, temperature, isotonic, or auto")
        Optional<Calibrating> calibration,

        @Key(
                "How the final model's answer follows from its probabilities: none (the likeliest class), or auto (by the objective)")
        Optional<Deciding> threshold,

        @Key(
                value = "Shares of rows that intervals around predicted numbers are to hold: 0.9, or [0.5, 0.9]",
                form = IntervalsForm.class)
        Optional<IntervalsSpec> intervals,

        @Key(value = "Vary the training rows", notYet = "Leave it out.")
        Optional<AugmentSpec> augment,

        @Key(
                value = "Search over network architectures",
                notYet = "Use the layers, units and blocks of mlp and cnn in 'space'.")
        Optional<ArchitectureSpec> architecture,

        @Key(value = "A model to start from", notYet = "Leave it out: every trial starts fresh.")
        Optional<ParentSpec> parent,

        @Key("Earlier studies whose best configurations are tried early: true, a list of them, or {studies, trials}")
        Optional<WarmStartSpec> warmStart,

        @Key(value = "When to run again, in the five fields of cron, UTC: '0 2 * * *'", form = CronForm.class)
        Optional<String> schedule,

        @Key(
                value = "Only models that a person can read: linear ones of few inputs, and small trees",
                otherwise = "false")
        boolean interpretable,

        @Key(name = "notify", value = "Whom to tell", notYet = "Read GET /studies/{id}/events, or use 'cairn watch'.")
        Optional<NotifySpec> notification) {
    /** What a study or a dataset may be called. */
    public static final String NAME = "[a-z0-9][a-z0-9._-]{0,99}";

    private static final Set<String> DETERMINISTIC_STOPS = Set.of("auto", "asha", "none");

    public StudySpec {
        constraints = List.copyOf(constraints);
        enqueue = List.copyOf(enqueue);
        tags = List.copyOf(tags);
        if (deterministic && budget.clocked()) {
            throw new Misfit(
                    budget.time().isPresent() ? "budget/time" : "budget",
                    "A deterministic study can not end by the clock.",
                    "Bound it with budget.trials alone, or drop 'deterministic'.");
        }
        if (deterministic && !DETERMINISTIC_STOPS.contains(search.earlyStop().rule())) {
            throw new Misfit(
                    "search/earlyStop",
                    "A deterministic study stops trials by auto or asha or not at all.",
                    "Set earlyStop to auto, asha or none.");
        }
        if (search.populated()) {
            populated(search, objective, budget, ensemble, warmStart, deterministic, lag);
        }
        search.earlyStop().misfit(seen(validate, model, objective)).ifPresent(misfit -> {
            throw misfit;
        });
        Optional<Cost> clocked =
                objective.costs().stream().filter(cost -> !cost.exact()).findFirst();
        if (deterministic && clocked.isPresent()) {
            throw new Misfit(
                    "objective",
                    "A deterministic study can not search by the clock: %s differs from run to run."
                            .formatted(clocked.get().wireName()),
                    "Leave the cost out, or drop 'deterministic'.");
        }
        WarmStarts.refuseGrid(warmStart, search);
        if (deterministic && search.terminate()) {
            throw new Misfit(
                    "search/terminate",
                    "A deterministic study has a fixed number of trials.",
                    "Drop 'terminate', or 'deterministic'.");
        }
        refuseWeighing(objective, search);
        if (interpretable && ensemble.isPresent()) {
            throw new Misfit(
                    "ensemble",
                    "A blend of several models is nothing that a person can read.",
                    "Leave it out, or 'interpretable'.");
        }
        if (enqueue.size() > budget.trials()) {
            throw new Misfit(
                    "enqueue",
                    "%d points are enqueued, but the budget is %d trials.".formatted(enqueue.size(), budget.trials()),
                    "Raise budget.trials.");
        }
    }

    private static void populated(
            SearchSpec search,
            Goals objective,
            BudgetSpec budget,
            Optional<EnsembleSpec> ensemble,
            Optional<WarmStartSpec> warmStart,
            boolean deterministic,
            int lag) {
        int members = Population.members(search, budget.trials());
        if (!objective.plain()) {
            throw new Misfit(
                    "objective", "pbt ranks its members by one objective, without bounds.", "Name one metric.");
        }
        if (2 * members > budget.trials()) {
            throw new Misfit(
                    "budget/trials",
                    "pbt needs two intervals of each of %d members: %d trials.".formatted(members, 2 * members),
                    "Raise budget.trials, or set a smaller search.population.");
        }
        if (ensemble.isPresent()) {
            throw new Misfit("ensemble", "The members of a population are no blend.", "Leave it out.");
        }
        if (warmStart.isPresent()) {
            throw new Misfit(
                    "warmStart", "What earlier studies found are values, not schedules.", "Name points in 'enqueue'.");
        }
        if (deterministic && 2 * lag > members) {
            throw new Misfit(
                    "lag",
                    "pbt waits for half of its %d members, and a lag of %d hides too many.".formatted(members, lag),
                    "Set lag to at most %d, or a larger search.population.".formatted(members / 2));
        }
    }

    /** A program scores itself, and its folds are its own affair. */
    private static EarlyStop.Seen seen(ValidateSpec validate, ModelSpec model, Goals objective) {
        int folds = model instanceof ModelSpec.Program ? 1 : validate.plan().models();
        return new EarlyStop.Seen(folds, objective.objectives().size());
    }

    /** What could still be gained is known of one number only. */
    static void refuseWeighing(Goals objective, SearchSpec search) {
        if (search.terminate() && !objective.plain()) {
            throw new Misfit(
                    "search/terminate",
                    "A study of several objectives, or with bounds, does not know what is still to be gained.",
                    "Drop 'terminate', or name one objective.");
        }
    }

    /** Whether rows that lie together are to be found, and nothing is predicted. */
    public boolean clusters() {
        return task.filter(TaskSpec.CLUSTERING::equals).isPresent();
    }

    /** What is predicted; {@link TargetSpec#NONE} of a clustering. */
    public TargetSpec target() {
        return predicted.orElse(TargetSpec.NONE);
    }

    /** Whether something is learned after the models: how to calibrate, to decide, or how sure to be. */
    public boolean finishes() {
        return calibration.orElse(Calibrating.NONE) != Calibrating.NONE
                || threshold.orElse(Deciding.NONE) != Deciding.NONE
                || intervals.isPresent();
    }

    /** The same where there are no classes to keep in proportion. */
    StudySpec unstratified() {
        return planned(model, validate.unstratified(), ensemble, calibration, threshold, enqueue);
    }

    /** This specification with a plan where it left things open. */
    StudySpec planned(
            ModelSpec trainers,
            ValidateSpec validation,
            Optional<EnsembleSpec> blend,
            Optional<Calibrating> calibrating,
            Optional<Deciding> deciding,
            List<Values> firstPoints) {
        return new StudySpec(
                name,
                dataset,
                task,
                predicted,
                objective,
                validation,
                search,
                budget,
                trainers,
                space,
                constraints,
                firstPoints,
                deterministic,
                lag,
                test,
                columns,
                resources,
                project,
                priority,
                tags,
                features,
                classWeight,
                monotone,
                blend,
                calibrating,
                deciding,
                intervals,
                augment,
                architecture,
                parent,
                warmStart,
                schedule,
                interpretable,
                notification);
    }

    /** This specification with what could come out otherwise another day put into it. */
    StudySpec pinned(
            String datasetVersion,
            SearchSpec seeded,
            ModelSpec trainers,
            ColumnSettings settings,
            ResourcesSpec slot,
            Optional<WarmStartSpec> warmed) {
        return new StudySpec(
                name,
                datasetVersion,
                task,
                predicted,
                objective,
                validate,
                seeded,
                budget,
                trainers,
                space,
                constraints,
                enqueue,
                deterministic,
                lag,
                test,
                settings,
                slot,
                project,
                priority,
                tags,
                features,
                classWeight,
                monotone,
                ensemble,
                calibration,
                threshold,
                intervals,
                augment,
                architecture,
                parent,
                warmed,
                schedule,
                interpretable,
                notification);
    }
}
