package dev.cairn.server.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.server.spec.form.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsSpecTest {
    private final Resolver resolver = new Resolver(new TableData(), () -> 99);

    private static String spec(String target, String objective, String more) {
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
        return resolver.resolve(spec("income", "minimize: rmse", more));
    }

    @Test
    void one_level_or_several_are_read_in_order_and_once_each() {
        assertThat(resolve("intervals: 0.8").spec().intervals().orElseThrow().levels())
                .containsExactly(0.8);
        ResolvedStudy several = resolve("intervals: [0.9, 0.5, 0.9]");
        assertThat(several.spec().intervals().orElseThrow().levels()).containsExactly(0.5, 0.9);
        assertThat(several.spec().finishes()).isTrue();
        assertThat(resolver.resolve(several.specJson()).specJson()).isEqualTo(several.specJson());
    }

    @Test
    void a_plan_by_the_clock_keeps_them() {
        StudySpec spec = resolver.resolve(
                        spec("income", "minimize: rmse", "intervals: 0.8").replace("{trials: 10}", "{time: 60s}"))
                .spec();
        assertThat(spec.intervals().orElseThrow().levels()).containsExactly(0.8);
        assertThat(spec.ensemble()).isPresent();
    }

    @ParameterizedTest(name = "{2} of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "income  | minimize: rmse   | intervals: 90      | A level is from 0.5 to 0.99; got 90. | Write 0.9 for 90 %.",
                "income  | minimize: rmse   | intervals: [0.9, 1] | A level is from 0.5 to 0.99; got 1. | Write 0.9.",
                "income  | minimize: rmse   | intervals: wide    | Expected the share of rows that an interval holds; got the text 'wide'. | Write one level like 0.9, or [0.5, 0.9].",
                "income  | minimize: rmse   | intervals: []      | One to 5 levels belong here; got 0. | Write one level like 0.9, or [0.5, 0.9].",
                "married | maximize: rocAuc | intervals: 0.9     | Intervals are around numbers; predicting 'married' is classification. | Leave it out: classes come with probabilities, and 'calibration: auto' makes these mean what they say.",
            })
    void what_cannot_be_is_refused_with_what_to_do(
            String target, String objective, String more, String detail, String hint) {
        InvalidSpec invalid =
                catchThrowableOfType(InvalidSpec.class, () -> resolver.resolve(spec(target, objective, more)));
        assertThat(invalid).isNotNull();
        List<Fault> faults = invalid.faults();
        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).pointer()).startsWith("#/intervals");
        assertThat(faults.get(0).detail()).isEqualTo(detail);
        assertThat(faults.get(0).hint()).contains(hint);
    }

    @Test
    void a_level_that_the_held_out_rows_cannot_tell_is_refused() {
        InvalidSpec invalid =
                catchThrowableOfType(InvalidSpec.class, () -> resolve("intervals: 0.99 ;; validate: {holdout: 0.02}"));
        assertThat(invalid).isNotNull();
        assertThat(invalid.faults().get(0).detail()).startsWith("An interval of 0.99 needs 249 held-out rows;");
    }
}
