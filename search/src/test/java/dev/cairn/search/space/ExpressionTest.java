package dev.cairn.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.search.InvalidSearch;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionTest {
    private static final Values VALUES =
            Values.of(Map.of("layers", 3, "units", 128, "mlp.lr", 0.01, "model", "mlp", "bias", true));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "layers * units <= 512 | true",
                "layers * units < 384 | false",
                "model == 'mlp' and mlp.lr < 0.1 | true",
                "model != \"mlp\" or layers > 2 | true",
                "not bias | false",
                "not layers == 3 | false",
                "not (layers == 2) and bias | true",
                "1 + 2 * 3 == 7 | true",
                "(1 + 2) * 3 == 9 | true",
                "8 - 4 - 2 == 2 | true",
                "-layers + 4 == 1 | true",
                "1e-2 == mlp.lr | true",
                "layers == 3.0 | true",
                "true or false and false | true",
                "bias == true | true",
                "1.5e+2 > 149 | true"
            })
    void an_expression_has_the_usual_precedence(String text, boolean expected) {
        assertThat(Expression.parse(text).test(VALUES)).isEqualTo(expected);
    }

    @Test
    void what_has_no_value_is_unknown_neither_true_nor_broken() {
        Expression unknown = Expression.parse("depth > 3");
        assertThat(unknown.test(VALUES)).isFalse();
        assertThat(unknown.violatedBy(VALUES)).isFalse();
        assertThat(Expression.parse("depth > 3 or layers == 3").test(VALUES)).isTrue();
        assertThat(Expression.parse("depth > 3 and layers == 4").violatedBy(VALUES))
                .isTrue();
        assertThat(Expression.parse("1 / (layers - 3) > 0").violatedBy(VALUES)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a <",
                "a < b < c",
                "(a",
                "a)",
                "a b",
                "'open",
                "1.2.3 < a",
                "a = b",
                "and",
                "a + ",
                "f(a)",
                "a; b",
                "@",
                "a == 'x"
            })
    void a_broken_expression_names_the_place(String text) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("character");
    }

    @Test
    void deep_nesting_is_refused_before_the_stack_ends() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(900) + "a" + ")".repeat(900)))
                .isInstanceOf(InvalidSearch.class);
        assertThatThrownBy(() -> Expression.parse("not ".repeat(450) + "a")).isInstanceOf(InvalidSearch.class);
        assertThatThrownBy(() -> Expression.parse("a".repeat(3_000))).isInstanceOf(InvalidSearch.class);
    }

    @Test
    void renaming_keeps_the_meaning_and_parses_again() {
        Expression renamed = Expression.parse("layers > 1 and not model == 'it''s'".replace("''", ""))
                .renamed(name -> "mlp." + name);
        assertThat(renamed.names()).containsExactly("mlp.layers", "mlp.model");
        assertThat(Expression.parse(renamed.text())).isEqualTo(renamed);
        Expression both = Expression.parse("a or b").and(Expression.parse("c or d"));
        assertThat(Expression.parse(both.text())).isEqualTo(both);
    }
}
