package dev.cairn.server.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.search.sampler.PopulationBasedTraining;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.server.spec.form.Fault;
import dev.cairn.trainers.Interpretable;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.ensemble.Calibrating;
import dev.cairn.trainers.ensemble.Combining;
import dev.cairn.trainers.ensemble.Deciding;
import dev.cairn.trainers.metric.Gap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {
    private final TableData data = new TableData();
    private final Resolver resolver = new Resolver(data, () -> 99);

    static String spec(String target, String objective, String more) {
        return """
                name: s
                dataset: people
                target: %s
                objective: {%s}
                budget: {trials: 10}
                %s
                """.formatted(target, objective, more.replace(" ;; ", "\n"));
    }

    private ResolvedStudy resolve(String more) {
        return resolver.resolve(spec("married", "maximize: rocAuc", more));
    }

    private List<Fault> faults(String text) {
        InvalidSpec invalid = catchThrowableOfType(InvalidSpec.class, () -> resolver.resolve(text));
        assertThat(invalid).as("faults of %s", text).isNotNull();
        return invalid.faults();
    }

    @Test
    void what_all_trainers_are_told_is_fixed_for_each_and_auto_takes_those_that_can_be_told() {
        ResolvedStudy held = resolver.resolve(spec("income", "minimize: rmse", "monotone: {age: decreasing}"));
        assertThat(held.trainers()).extracting(Trainer::name).containsExactlyInAnyOrder("xgboost", "lightgbm");
        assertThat(held.fixed().get("xgboost").text("monotone")).isEqualTo("age=decreasing");
        ResolvedStudy weighed = resolve("classWeight: {yes: 5} ;; model: [knn, svm]");
        assertThat(weighed.fixed().get("knn").text("classWeights")).isEqualTo("yes=5.0");
        assertThat(resolver.reopen(weighed.specJson(), new UUID(7, 7)).specJson())
                .isEqualTo(weighed.specJson());
    }

    @Test
    void several_targets_are_one_task_of_as_many_labels() {
        ResolvedStudy study = resolver.resolve(spec("[married, owner]", "maximize: macroF1", "model: [linear, svm]"));
        assertThat(study.shape().task()).isEqualTo(Task.MULTILABEL);
        assertThat(study.shape().classes()).isEqualTo(2);
        assertThat(study.spec().target().columns()).containsExactly("married", "owner");
        assertThat(study.specJson()).contains("\"target\":[\"married\",\"owner\"]");
        assertThat(resolver.resolve(study.specJson()).specJson()).isEqualTo(study.specJson());
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "marred   | maximize: rocAuc   |                                   | #/target             | 3 | 9  | unfit-data",
                "constant | maximize: rocAuc   |                                   | #/target             | 3 | 9  | unfit-data",
                "nothing  | maximize: rocAuc   |                                   | #/target             | 3 | 9  | unfit-data",
                "town     | maximize: accuracy |                                   | #/target             | 3 | 9  | unfit-data",
                "married  | minimize: rmse     |                                   | #/objective/minimize | 4 | 23 | conflict",
                "income   | maximize: accuracy |                                   | #/objective/maximize | 4 | 23 | conflict",
                "married  | maximize: rocAuc   | test: {dataset: nobody}           | #/test/dataset       | 6 | 17 | unknown-name",
                "married  | maximize: rocAuc   | model: [linear, cnn]              | #/model/1            | 6 | 17 | conflict",
                "married  | maximize: rocAuc   | model: cnn                        | #/model              | 6 | 8  | conflict",
                "married  | maximize: rocAuc   | model: mlp ;; space: {rate: 1}    | #/space/rate         | 7 | 15 | unknown-name",
                "married  | maximize: rocAuc   | space: {lr: 1}                    | #/space/lr           | 6 | 13 | unknown-name",
                "married  | maximize: rocAuc, constraints: {accuracyGap(town): '< 0.1'} | | #/objective | 4 | 12 | conflict",
                "income   | minimize: rmse, constraints: {accuracyGap(married): '< 0.1'} | | #/objective | 4 | 12 | conflict",
                "income   | minimize: rmse, constraints: {selectionRateGap(married): '< 1'} | | #/objective | 4 | 12 | conflict",
                "married  | maximize: rocAuc   | features: {text: hashed}          | #/features/text      | 6 | 18 | conflict",
                "married  | maximize: rocAuc   | model: mlp ;; space: {scaling: {choice: [own, huge]}} | #/space/scaling | 7 | 18 | out-of-range",
                "married  | maximize: rocAuc   | model: mlp ;; space: {keep: {float: [0.1, 1.5]}}      | #/space/keep    | 7 | 15 | out-of-range",
                "[married, grade] | minimize: hammingLoss |                        | #/target/1           | 3 | 19 | unfit-data",
                "[married, marry] | minimize: hammingLoss |                        | #/target/1           | 3 | 19 | unfit-data",
                "[married, owner] | maximize: rocAuc  |                            | #/objective/maximize | 4 | 23 | conflict",
                "[married, owner] | maximize: meanAuc | test: {dataset: people}    | #/test               | 6 | 7  | unfit-data",
                "[married, owner] | maximize: meanAuc | classWeight: {yes: 2}      | #/classWeight        | 6 | 14 | conflict",
                "[married, owner] | maximize: meanAuc, constraints: {accuracyGap(town): '< 0.1'} | | #/objective | 4 | 12 | conflict",
                "[married, owner] | maximize: meanAuc | validate: {groups: owner}  | #/target             | 3 | 9  | unfit-data",
                "income   | minimize: rmse     | classWeight: balanced             | #/classWeight        | 6 | 14 | conflict",
                "married  | maximize: rocAuc   | classWeight: {perhaps: 2}         | #/classWeight/perhaps | 6 | 24 | unknown-name",
                "income   | minimize: rmse     | monotone: {town: increasing}      | #/monotone/town      | 6 | 18 | unfit-data",
                "income   | minimize: rmse     | monotone: {tow: increasing}       | #/monotone/tow       | 6 | 17 | unknown-name",
                "income   | minimize: mae      | monotone: {age: increasing}       | #/monotone           | 6 | 11 | conflict",
                "grade    | maximize: accuracy | monotone: {age: increasing}       | #/monotone           | 6 | 11 | conflict",
                "income   | minimize: rmse     | model: [xgboost, forest] ;; monotone: {age: increasing} | #/monotone | 7 | 11 | conflict",
                "married  | maximize: rocAuc   | interpretable: true ;; model: [linear, xgboost]        | #/model/1       | 7 | 17 | conflict",
                "married  | maximize: rocAuc   | interpretable: true ;; model: cart ;; space: {leaves: {int: [2, 40]}} | #/space/leaves | 8 | 17 | out-of-range",
                "married  | maximize: rocAuc   | interpretable: true ;; ensemble: true                  | #/ensemble      | 7 | 11 | conflict",
                "married  | maximize: rocAuc   | constraints: ['nobody < 3']       | #/constraints/0      | 6 | 15 | unknown-name",
                "married  | maximize: rocAuc   | enqueue: [{nobody: 3}]            | #/enqueue/0/nobody   | 6 | 20 | unknown-name",
            })
    void what_does_not_go_with_the_dataset_is_told_at_its_place(
            String target, String objective, String more, String pointer, int line, int column, String code) {
        assertThat(faults(spec(target, objective, more == null ? "" : more)))
                .extracting(
                        Fault::pointer,
                        Fault::line,
                        Fault::column,
                        f -> f.code().wireName())
                .containsExactly(Tuple.tuple(pointer, line, column, code));
    }

    @Test
    void auto_plans_for_an_objective_with_bounds_too() {
        ResolvedStudy study = resolver.resolve(
                spec("married", "maximize: rocAuc, constraints: {latencyMs: '< 5', modelMiB: '< 50'}", "")
                        .replace("trials: 10", "time: 60s"));

        assertThat(study.spec().ensemble()).contains(EnsembleSpec.WIDE);
        assertThat(study.spec().enqueue()).isNotEmpty();
        assertThat(study.goals().ceilings()).containsOnly(Map.entry("latencyMs", 5.0), Map.entry("modelMiB", 50.0));
    }

    @Test
    void auto_plans_no_blend_that_could_break_a_bound_on_a_metric() {
        ResolvedStudy study =
                resolver.resolve(spec("income", "minimize: rmse, constraints: {maeGap(married): '< 5'}", "")
                        .replace("trials: 10", "time: 60s"));

        assertThat(study.spec().ensemble()).isEmpty();
    }

    @Test
    void interpretable_keeps_auto_to_models_that_can_be_read() {
        ResolvedStudy study = resolve("interpretable: true");

        assertThat(study.trainers()).extracting(Trainer::name).containsExactlyInAnyOrderElementsOf(Interpretable.NAMES);
        assertThat(study.first()).allSatisfy(point -> {
            ResolvedStudy.Configuration configuration = study.configuration(point);
            configuration
                    .values()
                    .byName()
                    .forEach((name, value) -> assertThat(configuration.trainer().fault(name, value))
                            .as(name)
                            .isEmpty());
        });
        assertThat(resolver.resolve(study.specJson()).trainers()).isEqualTo(study.trainers());
    }

    @Test
    void an_unknown_dataset_says_how_to_add_it_or_which_was_meant() {
        String text = spec("married", "maximize: rocAuc", "");
        assertThat(faults(text.replace("people", "poeple")).get(0).hint()).contains("Did you mean 'people'?");
        assertThat(faults(text.replace("people", "iris")).get(0).hint())
                .hasValueSatisfying(h -> assertThat(h).contains("cairn data add"));
        assertThat(data.splits()).isZero();
    }

    private ResolvedStudy planned(String budget, String more) {
        return resolver.resolve(spec("married", "maximize: rocAuc", more).replace("{trials: 10}", budget));
    }

    @Test
    void auto_with_a_clock_plans_folds_a_portfolio_and_a_blend() {
        ResolvedStudy study = planned("{trials: 500, time: 1m}", "");
        StudySpec spec = study.spec();
        assertThat(spec.ensemble()).contains(new EnsembleSpec(20, Combining.AUTO, false));
        assertThat(spec.validate().plan()).isInstanceOf(Validation.Folds.class);
        assertThat(study.first().size()).isGreaterThan(study.trainers().size() + 5);
        assertThat(study.timeOfSearch().orElseThrow()).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(54));
        ResolvedStudy again = resolver.reopen(study.specJson(), study.split().id());
        assertThat(again.first()).isEqualTo(study.first());
        assertThat(again.specJson()).isEqualTo(study.specJson());
    }

    @Test
    void what_a_specification_says_is_no_part_of_the_plan() {
        ResolvedStudy study = planned(
                "{trials: 500, time: 1m}",
                "validate: {holdout: 0.3} ;; ensemble: {size: 2, method: greedy, distill: true}");
        assertThat(study.spec().validate().plan()).isEqualTo(new Validation.Holdout(0.3, true));
        assertThat(study.spec().ensemble()).contains(new EnsembleSpec(2, Combining.GREEDY, true));
        ResolvedStudy named = planned("{trials: 50, time: 1m}", "model: linear");
        assertThat(named.spec().ensemble()).isEmpty();
        assertThat(named.timeOfModel()).isEqualTo(Duration.ZERO);
    }

    @Test
    void few_trials_are_for_few_trainers() {
        ResolvedStudy study = planned("{trials: 20}", "");
        assertThat(study.trainers()).hasSize(4);
        assertThat(study.spec().ensemble()).isEmpty();
    }

    @Test
    void auto_takes_every_trainer_that_fits_and_lets_the_space_choose() {
        ResolvedStudy study = resolve("");
        List<String> names = study.trainers().stream().map(Trainer::name).toList();
        assertThat(names).hasSizeGreaterThan(2).doesNotContain("cnn");
        assertThat(study.space().parameters().get(0).name()).isEqualTo("model");
        assertThat(study.first()).hasSizeGreaterThanOrEqualTo(names.size());
        study.first().forEach(study.space()::check);
    }

    @Test
    void each_point_of_a_composite_space_is_complete_for_its_trainer() {
        ResolvedStudy study = resolve("");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            Values point =
                    study.space().decode(random.doubles(study.space().size()).toArray());
            ResolvedStudy.Configuration configuration = study.configuration(point);
            assertThat(configuration.trainer().name()).isEqualTo(point.text("model"));
            assertThat(configuration.values().byName().keySet())
                    .containsExactlyInAnyOrderElementsOf(configuration
                            .trainer()
                            .defaults(study.shape())
                            .byName()
                            .keySet());
        }
    }

    private StudySpec byTheClock(String objective) {
        return resolver.resolve(spec("married", objective, "").replace("{trials: 10}", "{time: 60s}"))
                .spec();
    }

    @Test
    void auto_by_the_clock_calibrates_and_decides_as_the_objective_wants() {
        StudySpec sure = byTheClock("minimize: logLoss");
        assertThat(sure.calibration()).contains(Calibrating.AUTO);
        assertThat(sure.threshold()).isEmpty();
        StudySpec right = byTheClock("maximize: f1");
        assertThat(right.calibration()).isEmpty();
        assertThat(right.threshold()).contains(Deciding.AUTO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maximize: rocAuc | threshold: auto | #/threshold",
                "maximize: rocAuc | calibration: sometimes | #/calibration",
            })
    void what_cannot_be_calibrated_or_decided_is_refused_by_name(String objective, String more, String pointer) {
        assertThat(faults(spec("married", objective, more)))
                .extracting(Fault::pointer)
                .contains(pointer);
    }

    @Test
    void one_trainer_keeps_its_bare_names() {
        ResolvedStudy study = resolve("model: mlp");
        assertThat(study.space().parameters())
                .noneSatisfy(p -> assertThat(p.name()).contains("."));
    }

    @Test
    void a_given_space_is_searched_and_what_it_leaves_out_stays_at_its_default() {
        Trainer trainer = Trainers.named("mlp").orElseThrow();
        ResolvedStudy study = resolve("model: mlp ;; space: {lr: {float: [1e-4, 1e-2], log: true}, epochs: 7}");
        assertThat(study.space().parameters()).hasSize(1);
        Values values = study.configuration(study.first().get(0)).values();
        assertThat(values.find("epochs")).contains(new Value.Whole(7));
        assertThat(values.byName())
                .hasSameSizeAs(trainer.defaults(study.shape()).byName());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                                        | #/model",
                "model: [mlp, xgboost]                                     | #/model",
                "model: svm                                                | #/model",
                "model: naiveBayes                                         | #/model",
                "model: mlp ;; space: {layers: {int: [1, 3]}}              | #/space",
                "model: mlp ;; space: {lr: {float: [0.1, 1]}, epochs: {int: [5, 50]}} | #/space/epochs",
                "model: mlp ;; space: {lr: {float: [0.1, 1]}, patience: 3} | #/space/patience",
            })
    void what_members_of_a_population_cannot_share_is_refused_by_name(String more, String pointer) {
        String text = spec("married", "maximize: rocAuc", "search: {strategy: pbt} ;; " + more);
        assertThat(faults(text)).extracting(Fault::pointer).contains(pointer);
    }

    @Test
    void a_population_divides_the_trials_and_no_member_loses_patience() {
        ResolvedStudy study = resolve(
                "model: mlp ;; search: {strategy: pbt, population: 5} ;; space: {lr: {float: [0.1, 1]}, epochs: 30}");
        Values values = study.configuration(study.first().get(0)).values();
        assertThat(values.find("patience")).contains(new Value.Whole(30));
        PopulationBasedTraining sampler = (PopulationBasedTraining) study.sampler();
        assertThat(sampler.population()).isEqualTo(5);
        assertThat(sampler.interval() * sampler.intervals()).isGreaterThanOrEqualTo(30);
        assertThat(sampler.population() * sampler.intervals())
                .isLessThanOrEqualTo(study.spec().budget().trials());
        ResolvedStudy again = new Resolver(data, () -> 1).reopen(study.specJson(), new UUID(1, 1));
        assertThat(again.sampler()).isEqualTo(sampler);
    }

    @Test
    void the_stored_form_resolves_to_the_same_study() {
        ResolvedStudy study = resolve("enqueue: [{model: linear}] ;; tags: [x]");
        assertThat(study.seed()).isEqualTo(99);
        assertThat(study.spec().dataset()).isEqualTo("people@3");
        ResolvedStudy again = new Resolver(data, () -> 1).reopen(study.specJson(), new UUID(1, 1));
        assertThat(again.spec()).isEqualTo(study.spec());
        assertThat(again.space()).isEqualTo(study.space());
        assertThat(again.first()).isEqualTo(study.first());
        assertThat(again.seed()).isEqualTo(99);
    }

    @Test
    void the_metric_decides_whether_few_whole_numbers_are_classes() {
        assertThat(resolver.resolve(spec("grade", "maximize: accuracy", ""))
                        .shape()
                        .task())
                .isEqualTo(Task.MULTICLASS);
        assertThat(resolver.resolve(spec("grade", "minimize: rmse", "")).shape().task())
                .isEqualTo(Task.REGRESSION);
    }

    @Test
    void constraints_that_nothing_keeps_are_a_fault_that_names_the_tightest() {
        String more = "model: linear\nspace: {lr: {float: [0.1, 1]}}\nconstraints: ['lr > 2']";
        assertThat(faults(spec("married", "maximize: rocAuc", more)))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("#/constraints");
                    assertThat(fault.detail()).contains("lr > 2");
                });
    }

    @Test
    void an_enqueued_point_comes_first_and_needs_to_be_possible() {
        ResolvedStudy study = resolve("enqueue: [{model: svm}]");
        assertThat(study.first().get(0).text("model")).isEqualTo("svm");
        assertThat(faults(spec("married", "maximize: rocAuc", "enqueue: [{model: tree}]")))
                .extracting(Fault::pointer)
                .containsExactly("#/enqueue/0");
    }

    @Test
    void what_features_say_holds_for_every_trainer_and_is_not_searched() {
        ResolvedStudy study = resolve("model: [linear, xgboost]\nfeatures: {scaling: quantile, categories: target}");
        assertThat(study.space().parameters())
                .noneMatch(parameter -> parameter.name().endsWith("scaling"));
        Values point = study.first().get(0);
        Values values = study.configuration(point).values();
        assertThat(values.text("scaling")).isEqualTo("quantile");
        assertThat(values.text("categories")).isEqualTo("target");
        assertThat(resolve("model: linear").space().parameters())
                .anyMatch(parameter -> parameter.name().equals("scaling"));
        assertThat(resolver.reopen(study.specJson(), study.split().id()).specJson())
                .isEqualTo(study.specJson());
    }

    @Test
    void a_gap_may_have_a_bound_and_is_measured_along() {
        ResolvedStudy study = resolver.resolve(
                spec("income", "minimize: rmse, constraints: {maeGap(married): '< 5'}", "model: linear"));
        assertThat(study.goals().bounds()).containsOnlyKeys("maeGap(married)");
        assertThat(study.goals().along().gaps())
                .containsExactly(Gap.named("maeGap(married)").orElseThrow());
        assertThat(resolver.reopen(study.specJson(), study.split().id()).specJson())
                .isEqualTo(study.specJson());
    }
}
