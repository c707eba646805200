package dev.cairn.server.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.form.Fault;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a specification says of its stopping rule. */
class EarlyStopReaderTest {
    @Test
    void all_faults_of_a_stopping_rule_come_at_once() {
        assertThat(SpecReaderTest.faults(SpecReaderTest.with(
                        "search: {earlyStop: {rule: percentile, percentile: 0, minSteps: 0, eta: 3}, seed: x}")))
                .extracting(Fault::pointer)
                .containsExactly(
                        "#/search/earlyStop/percentile",
                        "#/search/earlyStop/minSteps",
                        "#/search/earlyStop/eta",
                        "#/search/seed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "auto",
                "asha",
                "threshold",
                "{rule: auto, rungs: [3, 9]}",
                "{rule: none}",
                "{rule: asha, eta: 4, minSteps: 5}",
                "{rule: ashaPromotion, rungs: [10, 30]}",
                "{rule: hyperband, eta: 2.5}",
                "{rule: median, minSteps: 7}",
                "{rule: percentile, percentile: 25}",
                "{rule: patience, patience: 12, minSteps: 3}",
                "{rule: threshold, bound: 0.7}",
                "{rule: extrapolation, probability: 0.01}",
            })
    void a_stopping_rule_reads_back_equal_and_is_written_as_a_name_where_that_says_all(String rule) {
        StudySpec spec = SpecReaderTest.read(SpecReaderTest.with("search: {earlyStop: " + rule + "}"));
        assertThat(SpecReaderTest.read(SpecReader.write(spec))).isEqualTo(spec);
        boolean plain = !rule.contains(",");
        assertThat(SpecReader.write(spec)
                        .contains("\"earlyStop\":\"" + spec.search().earlyStop().rule() + "\""))
                .isEqualTo(plain);
    }

    @Test
    void what_a_stopping_rule_is_told_decides() {
        EarlyStop.Steps steps = new EarlyStop.Steps(10, 300, 10);
        Pruner usual = rule("asha").pruner(steps);
        Pruner told = rule("{rule: asha, rungs: [25, 60, 400]}").pruner(steps);
        assertThat(IntStream.rangeClosed(1, 300).filter(usual::judgesAt)).containsExactly(10, 30, 90, 270);
        assertThat(IntStream.rangeClosed(1, 300).filter(told::judgesAt)).containsExactly(30, 60);
        Pruner bounded = rule("{rule: threshold, bound: 0.7, minSteps: 20}").pruner(steps);
        Contender poor = new Contender(1, new Curve(new int[] {20}, new double[] {0.6}));
        assertThat(bounded.judge(poor, List.of(), Direction.MAXIMIZE)).isInstanceOf(Verdict.Stop.class);
        assertThat(bounded.judge(poor, List.of(), Direction.MINIMIZE)).isEqualTo(Verdict.CONTINUE);
    }

    private static EarlyStop rule(String text) {
        return SpecReaderTest.read(SpecReaderTest.with("search: {earlyStop: " + text + "}"))
                .search()
                .earlyStop();
    }

    @Test
    void the_first_step_that_is_asked_for_may_lie_behind_the_end_of_training() {
        Pruner late = rule("{rule: asha, minSteps: 500}").pruner(new EarlyStop.Steps(10, 300, 10));
        assertThat(IntStream.rangeClosed(1, 300).noneMatch(late::judgesAt)).isTrue();
    }

    @Test
    void a_rule_that_compares_folds_or_objectives_is_refused_where_there_are_none() {
        String paired = "search: {earlyStop: {rule: pairedTest, level: 0.1}}\n";
        assertThat(SpecReaderTest.faults(SpecReaderTest.with("validate: {holdout: 0.2}") + paired))
                .extracting(Fault::pointer)
                .containsExactly("#/search/earlyStop");
        assertThat(SpecReaderTest.faults(SpecReaderTest.with("validate: {folds: 2}") + paired))
                .hasSize(1);
        assertThat(SpecReaderTest.read(SpecReaderTest.with("validate: {folds: 3}") + paired)
                        .search()
                        .earlyStop()
                        .rule())
                .isEqualTo("pairedTest");
        String several = SpecReaderTest.with("objective: [{maximize: rocAuc}, {minimize: latencyMs}]");
        assertThat(SpecReaderTest.read(several + "search: {earlyStop: ashaPareto}\n")
                        .search()
                        .earlyStop()
                        .rule())
                .isEqualTo("ashaPareto");
    }
}
