package dev.cairn.bench;

import dev.cairn.search.math.Stream;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Measured learning curves of 1000 optimizer settings for a text model (TaskSet: Metz et al. 2020). The search is a seeded shuffle. */
final class TaskSet implements Sampler {
    private final String name;
    private final double[][] curves;

    private TaskSet(Path file) throws IOException {
        name = "ts-" + file.getFileName().toString().replace(".csv", "");
        List<String> lines = Files.readAllLines(file);
        int first = List.of(lines.get(0).split(",")).indexOf("v1");
        curves = lines.stream().skip(1).map(line -> curve(line.split(",", -1), first)).toArray(double[][]::new);
    }

    private static double[] curve(String[] cells, int first) {
        return Arrays.stream(cells, first, first + VirtualTime.EPOCHS)
                .mapToDouble(TaskSet::number)
                .toArray();
    }

    /** Training that diverged left no number. */
    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static List<TaskSet> all(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("data/taskset"))) {
            List<TaskSet> tasks = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
                tasks.add(new TaskSet(file));
            }
            return tasks;
        }
    }

    Task task() {
        SearchSpace space = SearchSpace.of(Int.of("config", 0, curves.length - 1));
        return new Task(name, space, VirtualTime.EPOCHS, (values, epoch) -> curves[(int) values.whole("config")][epoch - 1]);
    }

    double best() {
        return Arrays.stream(curves).flatMapToDouble(Arrays::stream).filter(Double::isFinite).min().orElseThrow();
    }

    /** The next of the pool in the order of the seed. */
    @Override
    public List<Suggestion> next(SearchSpace space, History history, BudgetLeft left, int count, long seed) {
        int next = history.nextNumber() - 1;
        if (next >= curves.length) {
            return List.of();
        }
        Values values = Values.of(Map.of("config", Stream.of(seed, "taskset".hashCode()).permutation(curves.length)[next]));
        return List.of(new Suggestion.New(values, Fidelity.FULL, Explanation.of("shuffle", "The next of the pool.")));
    }
}
