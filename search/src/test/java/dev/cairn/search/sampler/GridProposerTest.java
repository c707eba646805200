package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GridProposerTest {
    @Test
    void a_grid_has_each_feasible_combination_once_and_then_ends() {
        SearchSpace space = SearchSpace.of(
                        Choice.of("model", "a", "b"), Int.of("depth", 1, 3).when("model == 'b'"), Real.of("x", 0, 1))
                .constrained("x < 1");
        List<Suggestion> grid =
                Samplers.named("grid").next(space, History.empty(Direction.MINIMIZE), BudgetLeft.ofTrials(100), 100, 1);
        assertThat(grid.stream().map(s -> ((Suggestion.New) s).values()))
                .doesNotHaveDuplicates()
                .hasSize(4 * 4);
    }
}
