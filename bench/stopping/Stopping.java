package dev.cairn.bench;

import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.PrunerOptions;
import dev.cairn.search.pruner.Pruners;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Samplers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Regret of sampler + stopping rule over that of random search without stopping: mean over tasks of the ratio of medians over seeds, as the
 * anchors of {@code mf_anchors_dev.csv} are to be read.
 *
 * <p>{@code Stopping FOLDER lcbench|taskset SEEDS SAMPLER+RULE…}; a rule may be followed by {@code :reduction}.
 */
final class Stopping {
    /** A task with what search it allows: a pool of measured curves is only shuffled. */
    private record Race(Task task, double best, Function<String, Sampler> samplers) {}

    private final List<Race> races;
    private final int seeds;

    private Stopping(List<Race> races, int seeds) {
        this.races = races;
        this.seeds = seeds;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Stopping stopping = new Stopping(args[1].equals("lcbench") ? networks(folder) : pools(folder), Integer.parseInt(args[2]));
        System.out.printf("%-28s%s   trials  full%n", args[1], header());
        anchors(folder.resolve("mf_anchors_dev.csv"), args[1].equals("lcbench") ? "lcb-" : "ts-");
        double[][] base = stopping.medians("random+none");
        for (String method : Arrays.copyOfRange(args, 3, args.length)) {
            print("ours " + method, ratios(stopping.medians(method), base));
        }
    }

    private static List<Race> networks(Path folder) throws IOException {
        Tasks tasks = Tasks.of(folder);
        Map<String, Object> best = Json.map(Json.read(folder.resolve("best_dev.json")));
        return java.util.stream.Stream.of("lcb-167168", "lcb-189906", "lcb-167181")
                .map(name -> new Race(tasks.named(name), Json.number(Json.map(best.get(name)).get("best")), Samplers::named))
                .toList();
    }

    private static List<Race> pools(Path folder) throws IOException {
        return TaskSet.all(folder).stream().map(pool -> new Race(pool.task(), pool.best(), name -> pool)).toList();
    }

    private double[][] medians(String method) {
        String[] parts = method.split("\\+");
        return races.stream().map(race -> median(race, parts[0], parts[1])).toArray(double[][]::new);
    }

    private double[] median(Race race, String sampler, String rule) {
        double[][] runs = new double[seeds][];
        for (int seed = 0; seed < seeds; seed++) {
            runs[seed] = new VirtualTime(race.task, race.best, race.samplers.apply(sampler), pruner(rule), seed).play();
        }
        double[] median = new double[runs[0].length];
        for (int b = 0; b < median.length; b++) {
            int at = b;
            double[] sorted = Arrays.stream(runs).mapToDouble(run -> run[at]).sorted().toArray();
            median[b] = (sorted[(seeds - 1) / 2] + sorted[seeds / 2]) / 2;
        }
        return median;
    }

    private static Pruner pruner(String rule) {
        String[] parts = rule.split(":");
        PrunerOptions options = new PrunerOptions(1, VirtualTime.EPOCHS);
        return Pruners.named(parts[0], parts.length == 1 ? options : options.withReduction(Double.parseDouble(parts[1])));
    }

    /** Means over tasks of the ratio, and of the counts of trials. */
    private static double[] ratios(double[][] ours, double[][] base) {
        double[] means = new double[ours[0].length];
        for (int t = 0; t < ours.length; t++) {
            for (int b = 0; b < means.length; b++) {
                means[b] += (b < VirtualTime.READ.length ? ours[t][b] / base[t][b] : ours[t][b]) / ours.length;
            }
        }
        return means;
    }

    private static void anchors(Path file, String prefix) throws IOException {
        Map<String, Map<String, double[]>> byMethod = new java.util.TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split(",");
            if (cells[0].startsWith(prefix)) {
                double[] row = byMethod.computeIfAbsent(cells[1], m -> new HashMap<>())
                        .computeIfAbsent(cells[0], t -> new double[VirtualTime.READ.length + 2]);
                row[Arrays.binarySearch(VirtualTime.READ, Integer.parseInt(cells[2]))] = Double.parseDouble(cells[4]);
                row[VirtualTime.READ.length] = Double.parseDouble(cells[7]);
                row[VirtualTime.READ.length + 1] = Double.parseDouble(cells[8]);
            }
        }
        double[][] base = inOrder(byMethod.get("random+none"));
        byMethod.forEach((method, rows) -> print("Optuna " + method, ratios(inOrder(rows), base)));
    }

    private static double[][] inOrder(Map<String, double[]> rows) {
        return new ArrayList<>(new java.util.TreeMap<>(rows).values()).toArray(double[][]::new);
    }

    private static String header() {
        StringBuilder text = new StringBuilder();
        for (int at : VirtualTime.READ) {
            text.append(String.format("%7d", at));
        }
        return text.toString();
    }

    private static void print(String label, double[] row) {
        StringBuilder line = new StringBuilder(String.format("%-28s", label));
        for (int b = 0; b < VirtualTime.READ.length; b++) {
            line.append(String.format("%7.2f", row[b]));
        }
        System.out.printf("%s  %7.0f %5.0f%n", line, row[VirtualTime.READ.length], row[VirtualTime.READ.length + 1]);
    }
}
