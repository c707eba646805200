package dev.cairn.trainers.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.RowSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NaiveBayesTest {
    private static final Values VALUES = Values.of(Map.of("smoothing", 1e-6, "pseudoRows", 1.0));
    private static final Frame FRAME = TestFrames.memory(
            new FrameSchema(
                    List.of(Feature.numeric("x"), Feature.numeric("same"), Feature.categorical("c", List.of("a", "b"))),
                    new ClassTarget("y", List.of("no", "yes")),
                    Optional.empty()),
            400,
            1,
            (writer, row, random) -> {
                boolean yes = row % 4 == 0;
                if (row > 0) {
                    writer.numeric(0, (float) (random.nextGaussian() + (yes ? 3 : 0)));
                    writer.category(2, yes == (random.nextInt(10) > 0) ? "a" : "b");
                }
                writer.numeric(1, 7);
                writer.label(yes ? "yes" : "no");
            });

    private static double logOdds(int row) {
        double[] scores = NaiveBayes.fit(RowSet.all(FRAME), VALUES).scores(new RowSet(FRAME, new int[] {row}))[0];
        return scores[1] - scores[0];
    }

    @Test
    void a_row_without_cells_has_the_prior_odds() {
        assertThat(logOdds(0)).isCloseTo(Math.log(101.0 / 301), within(1e-9));
    }

    @Test
    void cells_move_the_odds_towards_their_class() {
        assertThat(logOdds(4)).isPositive();
        assertThat(logOdds(5)).isNegative();
    }
}
