package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.Spaces;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CmaMemoTest {
    private static final SearchSpace SPACE = Spaces.mixed();

    @Test
    void what_is_remembered_equals_what_is_computed_afresh() {
        CmaMemo memo = new CmaMemo();
        Evidence all = evidence(400);
        for (int size : new int[] {0, 5, 40, 41, 200, 199, 400}) {
            assertThat(text(memo.over(SPACE, 3, all.first(size))))
                    .isEqualTo(text(new CmaMemo().over(SPACE, 3, all.first(size))));
        }
    }

    @Test
    void a_late_result_changes_the_generations_from_its_place_on() {
        CmaMemo memo = new CmaMemo();
        Evidence all = evidence(300);
        memo.over(SPACE, 3, all);
        for (int place : new int[] {230, 120, 2}) {
            double[] losses = all.losses().clone();
            losses[place] = -1;
            Evidence other = new Evidence(all.points(), losses, List.of());
            assertThat(text(memo.over(SPACE, 3, other)))
                    .isEqualTo(text(new CmaMemo().over(SPACE, 3, other)))
                    .isNotEqualTo(text(memo.over(SPACE, 3, all)));
        }
    }

    @Test
    void studies_with_other_seeds_do_not_share() {
        CmaMemo memo = new CmaMemo();
        Evidence all = evidence(60);
        memo.over(SPACE, 3, all);
        assertThat(memo.over(SPACE, 4, all).key()).isEqualTo(4);
    }

    private static Evidence evidence(int count) {
        Stream stream = Stream.of(8);
        List<double[]> points = new ArrayList<>();
        double[] losses = new double[count];
        for (int i = 0; i < count; i++) {
            points.add(SPACE.encode(SPACE.decode(stream.point(SPACE.size()))));
            losses[i] =
                    Arrays.stream(points.get(i)).map(u -> (u - 0.4) * (u - 0.4)).sum();
        }
        return new Evidence(points, losses, List.of());
    }

    /** All that a suggestion takes from a search, to the last bit. */
    private static String text(CmaSearch search) {
        double[] point = search.run().draw(Stream.of(1), search.run().stretches(0.01), 0.01);
        return search.population() + " " + search.generations() + " " + search.restarts() + " "
                + Arrays.toString(point);
    }
}
