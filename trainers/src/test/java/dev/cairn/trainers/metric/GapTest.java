package dev.cairn.trainers.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.RowSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GapTest {
    /** Twelve rows each of a and b, three of c; the answer is yes in the even rows. */
    private static final Frame FRAME = TestFrames.memory(
            new FrameSchema(
                    List.of(Feature.categorical("group", List.of("a", "b", "c")), Feature.numeric("x")),
                    new ClassTarget("y", List.of("no", "yes")),
                    Optional.empty()),
            28,
            1,
            (writer, row, random) -> writer.category(0, row < 12 ? "a" : row < 24 ? "b" : row < 27 ? "c" : null)
                    .label(row % 2 == 0 ? "yes" : "no"));

    /** Right in all rows of a; in b yes is said of the first nine rows, of which five are. */
    private static Probabilities said() {
        double[] flat = new double[2 * 28];
        for (int row = 0; row < 28; row++) {
            boolean yes = row < 12 ? row % 2 == 0 : row < 21;
            flat[2 * row + (yes ? 1 : 0)] = 1;
        }
        return new Probabilities(2, flat);
    }

    private static double gap(String name) {
        return Gap.named(name).orElseThrow().of(RowSet.all(FRAME), said());
    }

    /** In b five of nine are hit and two of the other three. */
    @Test
    void a_gap_is_between_the_groups_that_have_rows_enough() {
        assertThat(gap("accuracyGap(group)")).isCloseTo(1 - 7 / 12.0, within(1e-12));
        assertThat(gap("selectionRateGap(group)")).isCloseTo(9 / 12.0 - 0.5, within(1e-12));
    }

    @Test
    void one_group_alone_has_no_gap() {
        int[] some = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        assertThat(Gap.named("accuracyGap(group)")
                        .orElseThrow()
                        .of(RowSet.all(FRAME).at(some), said().at(some)))
                .isNaN();
    }

    @Test
    void it_is_found_by_its_spelling() {
        assertThat(Gap.named("f1Gap(who (what))").map(Gap::wireName)).contains("f1MacroGap(who (what))");
        assertThat(Gap.named("accuracy")).isEmpty();
        assertThat(Gap.named("fooGap(x)")).isEmpty();
        assertThat(Gap.named("pinball90Gap(x)")).isEmpty();
        assertThatThrownBy(() -> gap("accuracyGap(x)")).hasMessageContaining("'x' of levels");
    }
}
