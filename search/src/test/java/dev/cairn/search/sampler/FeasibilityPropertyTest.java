package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.Spaces;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 10⁵ suggestions over all samplers and spaces: none may be infeasible, incomplete or out of range. */
final class FeasibilityPropertyTest {
    /** How many suggestions each sampler is asked for: as many as its price allows, 10⁵ together. */
    private static final Map<String, Integer> COUNTS = Map.ofEntries(
            Map.entry("random", 70_000),
            Map.entry("sobol", 42_000),
            Map.entry("grid", 500),
            Map.entry("tpe", 2_100),
            Map.entry("evolution", 3_500),
            Map.entry("cmaes", 2_100),
            Map.entry("nsga2", 2_100));

    @Test
    void every_suggestion_is_active_complete_and_feasible() {
        int total = 0;
        for (String name : Samplers.names()) {
            int each = COUNTS.getOrDefault(name, 105) / Spaces.all().size();
            for (Map.Entry<String, SearchSpace> space : Spaces.all().entrySet()) {
                boolean costly = space.getKey().equals("thin"); // a thousand rejections for each draw
                total += checked(name, space.getValue(), costly ? Math.min(each, 40) : each);
            }
        }
        assertThat(total).isGreaterThan(100_000);
    }

    private static int checked(String name, SearchSpace space, int count) {
        int total = 0;
        History history = random(space, 30);
        for (int seed = 0; total < count; seed++) {
            List<Suggestion> batch = Samplers.named(name)
                    .next(space, history, BudgetLeft.ofTrials(count), Math.min(25, count - total), seed);
            batch.forEach(suggestion -> space.check(((Suggestion.New) suggestion).values()));
            total += batch.size();
            if (batch.isEmpty()) {
                break;
            }
        }
        return total;
    }

    private static History random(SearchSpace space, int count) {
        Stream stream = Stream.of(17);
        List<Trial> trials = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            trials.add(new CompletedTrial(i, FeasiblePoints.draw(space, stream), stream.uniform()));
        }
        return new History(List.of(Direction.MINIMIZE), trials);
    }
}
