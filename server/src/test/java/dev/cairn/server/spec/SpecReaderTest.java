package dev.cairn.server.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.search.space.Int;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.Scale;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Hint;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.spec.SpaceSpec.Dimension;
import dev.cairn.server.spec.form.Fault;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.metric.Cost;
import dev.cairn.trainers.metric.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {
    private static final String SMALLEST = """
            name: bc
            dataset: breast-cancer
            target: diagnosis
            objective: {maximize: rocAuc}
            budget: {trials: 40}
            """;

    private static final String FULL = """
            name: adult-mlp
            dataset: adult
            target: income
            objective: {maximize: rocAuc}
            validate: {holdout: 0.25, stratify: false}
            search: {strategy: sobol, earlyStop: median, seed: 7}
            budget: {trials: 200, time: 1h30m, parallel: 4}
            model: mlp
            space:
              layers:  {int: [1, 4]}
              lr:      {float: [1e-5, 1e-1], log: true, prior: 1e-3}
              momentum: {float: [0.5, 0.99], scale: reverseLog}
              l2:      {float: [1e-7, 1e-2], log: true, when: "layers > 1"}
              size:    {ordinal: [s, m, l]}
              units:   {choice: [32, 64]}
              epochs:  20
            constraints: ["layers * units <= 512"]
            enqueue: [{lr: 1e-3}]
            test: {dataset: adult-test}
            resources: {memory: 2GiB, threads: 2}
            tags: [a, b]
            """;

    static StudySpec read(String text) {
        return SpecReader.read(text).spec();
    }

    @Test
    void a_clock_alone_may_bound_a_study() {
        StudySpec spec = read(FULL.replace("trials: 200, ", ""));
        assertThat(spec.budget().mostTrials()).isEmpty();
        assertThat(spec.budget().trials()).isEqualTo(100_000);
        assertThat(spec.budget().time()).contains(Duration.ofMinutes(90));
    }

    static List<Fault> faults(String text) {
        InvalidSpec invalid = catchThrowableOfType(InvalidSpec.class, () -> SpecReader.read(text));
        assertThat(invalid).as("faults of %s", text).isNotNull();
        return invalid.faults();
    }

    /** The smallest specification with one of its lines replaced, or with a line added. */
    static String with(String line) {
        String key = line.substring(0, line.indexOf(':') + 1);
        StringBuilder text = new StringBuilder();
        boolean replaced = false;
        for (String old : SMALLEST.lines().toList()) {
            boolean here = old.startsWith(key);
            replaced |= here;
            text.append(here ? line : old).append('\n');
        }
        return replaced ? text.toString() : text.append(line).append('\n').toString();
    }

    @Test
    void the_smallest_specification_gets_every_default() {
        StudySpec spec = read(SMALLEST);
        assertThat(spec.model()).isEqualTo(new ModelSpec.Auto());
        assertThat(spec.validate().plan()).isEqualTo(new Validation.Folds(5, true));
        assertThat(spec.search())
                .isEqualTo(new SearchSpec("auto", new EarlyStop.Auto(Optional.empty(), List.of()), Optional.empty()));
        assertThat(spec.budget().parallel()).isEqualTo(2);
        assertThat(spec.test()).isEqualTo(new TestSetting.Fraction(0.2));
        assertThat(spec.lag()).isEqualTo(8);
        assertThat(spec.objective().first().metric()).isEqualTo(Metric.ROC_AUC);
    }

    @Test
    void a_warm_start_has_a_short_form_a_list_and_a_long_form_that_is_written_back() {
        WarmStartSpec usual = new WarmStartSpec(List.of(), WarmStartSpec.USUAL);
        assertThat(read(with("warmStart: true")).warmStart()).contains(usual);
        assertThat(read(with("warmStart: auto")).warmStart()).contains(usual);
        assertThat(read(with("warmStart: [a, b]")).warmStart())
                .contains(new WarmStartSpec(List.of("a", "b"), WarmStartSpec.USUAL));
        StudySpec longest = read(with("warmStart: {studies: [a], trials: 3, taken: [{study: a, trial: 7,"
                + " distance: 0.25, values: {lr: 0.1}}]}"));
        assertThat(longest.warmStart().orElseThrow().taken().orElseThrow())
                .containsExactly(new Hint("a", 0.25, 7, Values.of(Map.of("lr", 0.1))));
        assertThat(read(SpecReader.write(longest))).isEqualTo(longest);
    }

    @Test
    void a_grid_has_no_warm_start() {
        assertThat(faults(with("search: {strategy: grid}") + "warmStart: true\n"))
                .extracting(Fault::pointer)
                .containsExactly("#/warmStart");
    }

    @Test
    void a_population_has_no_warm_start_and_says_what_to_do_instead() {
        assertThat(faults(with("search: {strategy: pbt}") + "warmStart: true\n"))
                .extracting(Fault::pointer, Fault::hint)
                .containsExactly(tuple("#/warmStart", Optional.of("Name points in 'enqueue'.")));
    }

    @Test
    void every_key_arrives_in_its_type() {
        StudySpec spec = read(FULL);
        assertThat(spec.budget().time()).contains(Duration.ofMinutes(90));
        assertThat(spec.resources().memory().orElseThrow().count()).isEqualTo(2L << 30);
        assertThat(spec.search().seed()).contains(7L);
        assertThat(spec.validate().plan()).isEqualTo(new Validation.Holdout(0.25, false));
        assertThat(spec.test()).isEqualTo(new TestSetting.Dataset("adult-test"));
        var dimensions = spec.space().orElseThrow().dimensions();
        assertThat(dimensions.keySet()).containsExactly("layers", "lr", "momentum", "l2", "size", "units", "epochs");
        assertThat(dimensions.get("epochs")).isEqualTo(new Dimension.Fixed(new Value.Whole(20)));
        assertThat(((Dimension.Searched) dimensions.get("layers")).parameter()).isEqualTo(Int.of("layers", 1, 4));
    }

    @Test
    void several_objectives_and_bounds_arrive_and_are_written_back() {
        StudySpec spec = read(
                with(
                        "objective: [{maximize: rocAuc, constraints: {fitSeconds: '<= 90', accuracy: '> 0.8'}}, {minimize: latencyMs}]"));
        Goals goals = spec.objective();
        assertThat(goals.objectives())
                .containsExactly(new Goal("rocAuc", Direction.MAXIMIZE), new Goal("latencyMs", Direction.MINIMIZE));
        assertThat(goals.costs()).containsExactlyInAnyOrder(Cost.FIT_SECONDS, Cost.LATENCY_MS);
        assertThat(goals.kept(Map.of("fitSeconds", 90.0, "accuracy", 0.9))).isTrue();
        assertThat(goals.kept(Map.of("fitSeconds", 90.0, "accuracy", 0.8))).isFalse();
        assertThat(goals.kept(Map.of("accuracy", 0.9))).isFalse();
        assertThat(read(SpecReader.write(spec))).isEqualTo(spec);
    }

    @Test
    void a_cost_cannot_be_searched_for_exactly() {
        List<Fault> faults =
                faults(with("objective: [{maximize: rocAuc}, {minimize: latencyMs}]") + "deterministic: true\n");
        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("latencyMs"));
    }

    @Test
    void an_exponent_without_a_dot_is_a_number() {
        Dimension lr = read(FULL).space().orElseThrow().dimensions().get("lr");
        assertThat(((Dimension.Searched) lr).parameter()).isInstanceOfSatisfying(Real.class, real -> {
            assertThat(real.low()).isEqualTo(1e-5);
            assertThat(real.scale()).isEqualTo(Scale.LOG);
            assertThat(real.prior()).contains(new Value.Num(1e-3));
        });
    }

    @Test
    void yes_and_no_stay_texts() {
        StudySpec spec = read(with("tags: [yes, no, on]"));
        assertThat(spec.tags()).containsExactly("yes", "no", "on");
    }

    @Test
    void the_canonical_spelling_reads_back_equal() {
        for (String text : List.of(SMALLEST, FULL, with("model: [linear, xgboost]"), with("test: none"))) {
            StudySpec spec = read(text);
            String canonical = SpecReader.write(spec);
            assertThat(read(canonical)).isEqualTo(spec);
            assertThat(SpecReader.write(read(canonical))).isEqualTo(canonical);
        }
    }

    @Test
    void json_is_read_like_yaml() {
        String json = """
                {"name": "bc", "dataset": "breast-cancer", "target": "diagnosis",
                 "objective": {"maximize": "rocAuc"}, "budget": {"trials": 40}}
                """;
        assertThat(read(json)).isEqualTo(read(SMALLEST));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "budget: {trials: 0}                    | #/budget/trials       | 5 | 18 | out-of-range",
                "budget: {trials: 40, trails: 3}        | #/budget/trails       | 5 | 22 | unknown-field",
                "budget: {parallel: 3}                  | #/budget/trials       | 5 | 9  | missing-field",
                "budget: {trials: many}                 | #/budget/trials       | 5 | 18 | wrong-type",
                "budget: {trials: 4, time: 2 hours}     | #/budget/time         | 5 | 27 | wrong-type",
                "budget: {trials: 4, deviceHours: 0}    | #/budget/deviceHours  | 5 | 34 | out-of-range",
                "objective: rocAuc                      | #/objective           | 4 | 12 | wrong-type",
                "objective: {maximize: rocAcu}          | #/objective/maximize  | 4 | 23 | unknown-name",
                "objective: {maximize: rmse}            | #/objective/maximize  | 4 | 23 | conflict",
                "objective: []                          | #/objective           | 4 | 12 | conflict",
                "objective: [{maximize: rocAuc}, {minimize: rocAuc}] | #/objective/1/minimize | 4 | 44 | conflict",
                "objective: [{maximize: f1}, {maximize: f1}] | #/objective      | 4 | 12 | conflict",
                "objective: [{minimize: latencyMs}]     | #/objective           | 4 | 12 | conflict",
                "objective: {maximize: f1, constraints: {a: '< 5'}} | #/objective/constraints/a | 4 | 41 | unknown-name",
                "objective: {maximize: f1, constraints: {latencyMs: fast}} | #/objective/constraints/latencyMs | 4 | 52 | wrong-type",
                "search: {stratgy: bayes}               | #/search/stratgy      | 6 | 10 | unknown-field",
                "search: {earlyStop: hyperbad}           | #/search/earlyStop    | 6 | 21 | unknown-name",
                "search: {earlyStop: {rule: asha, eta: 1}} | #/search/earlyStop/eta | 6 | 39 | out-of-range",
                "search: {earlyStop: {rule: asha, bound: 1}} | #/search/earlyStop/bound | 6 | 34 | unknown-field",
                "search: {earlyStop: {eta: 4}}           | #/search/earlyStop/rule | 6 | 21 | missing-field",
                "search: {earlyStop: {rule: ahsa}}       | #/search/earlyStop/rule | 6 | 28 | unknown-name",
                "search: {earlyStop: {rule: asha, rungs: [4, 4]}} | #/search/earlyStop/rungs/1 | 6 | 45 | conflict",
                "search: {earlyStop: {rule: asha, minSteps: 2, rungs: [4]}} | #/search/earlyStop/minSteps | 6 | 44 | conflict",
                "search: {earlyStop: [asha]}             | #/search/earlyStop | 6 | 21 | unknown-name",
                "search: {earlyStop: ashaPareto}         | #/search/earlyStop    | 6 | 21 | conflict",
                "search: {strategy: random, population: 8} | #/search/population | 6 | 40 | conflict",
                "search: {strategy: pbt, population: 3} | #/search/population | 6 | 37 | out-of-range",
                "search: {strategy: pbt, population: 21} | #/budget/trials | 5 | 18 | conflict",
                "search: {strategy: pbt, earlyStop: asha} | #/search/earlyStop | 6 | 36 | conflict",
                "search: {strategy: bayesian}           | #/search/strategy     | 6 | 20 | unknown-name",
                "search: {seed: 1.5}                    | #/search/seed         | 6 | 16 | wrong-type",
                "validate: {folds: 1}                   | #/validate/folds      | 6 | 19 | out-of-range",
                "validate: {folds: 5, holdout: 0.2}     | #/validate/holdout    | 6 | 31 | conflict",
                "validate: {groups: a, time: b}         | #/validate            | 6 | 11 | conflict",
                "validate: {column: part, folds: 3}     | #/validate/column     | 6 | 20 | conflict",
                "columns: {zip: {kind: text, order: [a, b]}} | #/columns/zip/order | 6 | 36 | conflict",
                "columns: {zip: labels}                 | #/columns/zip         | 6 | 16 | unknown-name",
                "model: xgbost                          | #/model               | 6 | 8  | unknown-name",
                "model: [linear, linear]                | #/model/1             | 6 | 17 | duplicate",
                "space: {lr: {float: [0, 1], log: true}}| #/space/lr/float/0    | 6 | 22 | out-of-range",
                "space: {lr: {float: [1, 0.1]}}         | #/space/lr/float      | 6 | 21 | out-of-range",
                "space: {n: {int: [1, 2.5]}}            | #/space/n/int/1       | 6 | 22 | out-of-range",
                "space: {n: {int: [1, 4], float: [0, 1]}} | #/space/n           | 6 | 12 | conflict",
                "space: {n: {choice: []}}               | #/space/n/choice      | 6 | 21 | out-of-range",
                "space: {n: {choice: [a], log: true}}   | #/space/n/log         | 6 | 31 | conflict",
                "space: {n: [1, 2]}                     | #/space/n             | 6 | 12 | wrong-type",
                "space: {n: {int: [1, 4], when: 'a >'}} | #/space/n/when        | 6 | 32 | syntax",
                "space: {n: {int: [1, 4], prior: 9}}    | #/space/n             | 6 | 12 | out-of-range",
                "constraints: ['a <']                   | #/constraints/0       | 6 | 15 | syntax",
                "test: 1.5                              | #/test                | 6 | 7  | out-of-range",
                "resources: {memory: 8 gigs}            | #/resources/memory    | 6 | 21 | wrong-type",
                "deterministic: yes                     | #/deterministic       | 6 | 16 | wrong-type",
                "name: Has Spaces                       | #/name                | 1 | 7  | out-of-range",
                "name:                                  | #/name                | 1 | 1  | wrong-type",
                "notify: {mail: me}                     | #/notify              | 6 | 1  | not-available",
                "search: {terminate: soon}              | #/search/terminate    | 6 | 21 | wrong-type",
                "warmStart: false                       | #/warmStart           | 6 | 12 | wrong-type",
                "warmStart: []                          | #/warmStart           | 6 | 12 | out-of-range",
                "warmStart: {trials: 0}                 | #/warmStart/trials    | 6 | 21 | out-of-range",
                "ensemble: false                        | #/ensemble            | 6 | 11 | wrong-type",
                "ensemble: {size: 0}                    | #/ensemble/size       | 6 | 18 | out-of-range",
                "ensemble: {method: stack}              | #/ensemble/method     | 6 | 20 | unknown-name",
                "features: {scaling: huge}              | #/features/scaling    | 6 | 21 | unknown-name",
                "features: {winsorize: 0.7}             | #/features/winsorize  | 6 | 23 | out-of-range",
                "features: {scale: robust}              | #/features/scale      | 6 | 12 | unknown-field",
                "augment: {}                            | #/augment             | 6 | 1  | not-available",
                "architecture: {}                       | #/architecture        | 6 | 1  | not-available",
                "parent: m1                             | #/parent              | 6 | 1  | not-available",
                "schedule: daily                        | #/schedule            | 6 | 11 | out-of-range",
            })
    void a_fault_is_told_at_its_place(String line, String pointer, int row, int column, String code) {
        assertThat(faults(with(line)))
                .extracting(
                        Fault::pointer,
                        Fault::line,
                        Fault::column,
                        f -> f.code().wireName())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(pointer, row, column, code));
    }

    @Test
    void all_faults_come_at_once_in_the_order_of_the_document() {
        String text = """
                name: bc
                dataste: x
                target: t
                objective: {maximize: nothing}
                budget: {trials: 0, parallel: 0}
                """;
        assertThat(faults(text))
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "#/dataset", "#/dataste", "#/objective/maximize", "#/budget/trials", "#/budget/parallel");
        assertThat(faults(text)).isSortedAccordingTo((a, b) -> Integer.compare(a.line(), b.line()));
    }

    @Test
    void a_misspelled_field_is_guessed() {
        assertThat(faults(with("search: {stratgy: bayes}")).get(0).hint()).contains("Did you mean 'strategy'?");
    }

    @Test
    void a_deterministic_study_has_no_clock_and_no_median() {
        assertThat(faults(with("budget: {trials: 4, time: 2h}") + "deterministic: true\n"))
                .extracting(Fault::pointer)
                .containsExactly("#/budget/time");
        assertThat(faults(with("search: {earlyStop: median}") + "deterministic: true\n"))
                .extracting(Fault::pointer)
                .containsExactly("#/search/earlyStop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: [1`             | 1 | syntax",
                "`a: 'open`          | 1 | syntax",
                "`a: 1\n\tb: 2`      | 2 | syntax",
                "`name: a\nname: b`  | 2 | duplicate",
                "`--- a\n--- b`      | 2 | syntax",
                "`a: !!java/x y`     | 1 | syntax",
            })
    void what_is_no_document_is_told_with_its_line(String text, int line, String code) {
        assertThat(faults(text)).anySatisfy(fault -> {
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.code().wireName()).isEqualTo(code);
        });
    }

    @Test
    void an_empty_text_and_a_bare_word_are_faults() {
        assertThat(faults("")).hasSize(1);
        assertThat(faults("# nothing\n")).hasSize(1);
        assertThat(faults("hello")).extracting(f -> f.code().wireName()).containsExactly("wrong-type");
    }

    @Test
    void a_small_text_can_not_grow_large_by_aliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String before = "*a" + (i - 1);
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", java.util.Collections.nCopies(10, before))));
        }
        assertThat(faults(bomb.toString())).isNotEmpty();
    }
}
