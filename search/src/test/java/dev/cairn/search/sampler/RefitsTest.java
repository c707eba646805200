package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.Spaces;
import dev.cairn.search.math.Stream;
import dev.cairn.search.model.Features;
import dev.cairn.search.model.Hyperparameters;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefitsTest {
    private static final SearchSpace SPACE = Spaces.flat();

    @Test
    void a_fit_that_goes_on_from_the_one_before_is_a_function_of_the_observations() {
        FitMemo followed = new FitMemo();
        Evidence all = evidence(60);
        for (int size = 3; size <= 60; size++) {
            last(followed, all.first(size));
        }
        Hyperparameters replayed = last(new FitMemo(), all);
        assertThat(last(followed, all).lengths()).isEqualTo(replayed.lengths());
        assertThat(last(followed, all).noise()).isEqualTo(replayed.noise());
    }

    @Test
    void between_two_refits_what_is_kept_grows_by_each_result_at_its_end() {
        Evidence all = evidence(2_000);
        int kept = 0;
        int grown = 0;
        for (int size = 1_000; size <= all.size(); size++) {
            Evidence now = Refits.kept(all.first(size));
            assertThat(now.size()).isLessThanOrEqualTo(340);
            if (now.size() == kept + 1) {
                assertThat(now.points().get(kept)).isEqualTo(all.points().get(size - 1));
                grown++;
            }
            kept = now.size();
        }
        assertThat(grown).isGreaterThan(960);
    }

    @Test
    void the_best_results_are_kept() {
        Evidence all = evidence(5_000);
        double[] kept = Refits.kept(all).losses();
        for (int best = 0; best < 150; best++) {
            assertThat(kept).contains(all.losses()[all.ranking()[best]]);
        }
    }

    private static Hyperparameters last(FitMemo fits, Evidence evidence) {
        return Refits.last(fits, SPACE, new Features(SPACE), Warping.WIDE, evidence);
    }

    private static Evidence evidence(int count) {
        Stream stream = Stream.of(5);
        List<double[]> points = new ArrayList<>();
        double[] losses = new double[count];
        for (int i = 0; i < count; i++) {
            points.add(stream.point(2));
            losses[i] = Math.sin(5 * points.get(i)[0]) + points.get(i)[1];
        }
        return new Evidence(points, losses, List.of());
    }
}
