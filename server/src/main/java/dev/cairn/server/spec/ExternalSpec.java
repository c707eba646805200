package dev.cairn.server.spec;

import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Values;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The specification of a study that is trained elsewhere: clients ask for points and tell how they scored. It has a space, and neither a dataset
 * nor a model. The components are the fields of the document, as in {@link StudySpec}.
 *
 * @param steps of a full training, as clients count them; without it no trial is stopped early
 */
public record ExternalSpec(
        @Key(
                value = "Name of the study, unlike that of any other",
                pattern = StudySpec.NAME,
                patternInWords = "Up to 100 of a-z, 0-9, '.', '_' and '-', beginning with a letter or a digit.")
        String name,

        @Key(
                value = "What clients measure, and which way it is better: {minimize: loss}; several are a list",
                form = ExternalObjectiveForm.class)
        Goals objective,

        @Key(
                value = "Other numbers that clients report as they train",
                otherwise = "[]",
                most = 20,
                pattern = METRIC,
                patternInWords = METRIC_WORDS)
        List<String> metrics,

        @Key(value = "How points are proposed and stopped", otherwise = "{}")
        SearchSpec search,

        @Key("How much to spend") ExternalBudget budget,

        @Key(value = "Steps of a full training, as clients count them; needed for early stopping", low = 1, high = 1e9)
        Optional<Integer> steps,

        @Key("What to search, by parameter") SpaceSpec space,

        @Key(
                value = "Expressions over parameters that every trial satisfies",
                otherwise = "[]",
                form = ExpressionsForm.class)
        List<Expression> constraints,

        @Key(value = "Points to try first", otherwise = "[]", form = EnqueueForm.class)
        List<Values> enqueue,

        @Key(
                value = "How long a client may be silent before its trial is given to another; each report renews it",
                otherwise = "10m")
        Duration lease,

        @Key("Earlier studies whose best configurations are tried early: true, a list of them, or {studies, trials}")
        Optional<WarmStartSpec> warmStart,

        @Key(value = "Labels to find the study by", otherwise = "[]", most = 20)
        List<String> tags) {
    static final String METRIC = "[A-Za-z_][A-Za-z0-9_.-]{0,63}";
    static final String METRIC_WORDS = "Up to 64 letters, digits, '_', '.' and '-', beginning with a letter.";

    public ExternalSpec {
        metrics = List.copyOf(metrics);
        constraints = List.copyOf(constraints);
        enqueue = List.copyOf(enqueue);
        tags = List.copyOf(tags);
        if (search.populated()) {
            throw new Misfit(
                    "search/strategy",
                    "Clients cannot go on from each other's checkpoints, as pbt needs.",
                    "Take auto, or train here with a model.");
        }
        search.earlyStop()
                .misfit(new EarlyStop.Seen(1, objective.objectives().size()))
                .ifPresent(misfit -> {
                    throw misfit;
                });
        WarmStarts.refuseGrid(warmStart, search);
        StudySpec.refuseWeighing(objective, search);
    }

    ExternalSpec pinned(long seed, Optional<WarmStartSpec> warmed) {
        return new ExternalSpec(
                name,
                objective,
                metrics,
                search.seeded(seed),
                budget,
                steps,
                space,
                constraints,
                enqueue,
                lease,
                warmed,
                tags);
    }
}
