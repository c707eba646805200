package dev.cairn.bench;

import dev.cairn.search.math.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scores result files as search-bench does: 1 − (best − f*) / (median of random search − f*), clipped to [−1, 1], mean over seeds and then
 * over tasks, with a 90 % bootstrap interval over seeds.
 *
 * <p>{@code Score FOLDER a.csv b.csv …}: prints a table per group of tasks, our gates under it, and the tasks of the last file one by one.
 */
final class Score {
    private static final int[] READ_AT = {25, 50, 100, 200};
    private static final int RESAMPLES = 500;

    private record Group(String title, List<String> prefixes, String gates) {
        boolean has(String task) {
            return prefixes.stream().anyMatch(task::startsWith);
        }
    }

    private static final List<Group> GROUPS = List.of(
            new Group("dev", List.of("lcb", "rpart", "xgb", "cash"), ".45 .65 .75 .80"),
            new Group("dev, flat", List.of("lcb", "rpart"), "- .90 .97 -"),
            new Group("dev, conditional", List.of("xgb", "cash"), "- .50 .60 .70"),
            new Group("synthetic", List.of("branin", "hartmann6", "ackley10s", "rosenbrock5", "levy8"), "- .75 .85 .90"));

    /** Scores by sampler, number of trials and task, one per seed. */
    private final Map<String, Map<Integer, Map<String, List<Double>>>> scores = new LinkedHashMap<>();

    private final Map<String, List<Double>> overheads = new LinkedHashMap<>();
    private final Map<String, Object> best;
    private int invalid;

    private Score(Map<String, Object> best) {
        this.best = best;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Map<String, Object> best = new LinkedHashMap<>(Json.map(Json.read(folder.resolve("best_dev.json"))));
        best.putAll(Json.map(Json.read(folder.resolve("best_synth.json"))));
        Score score = new Score(best);
        for (String file : Arrays.asList(args).subList(1, args.length)) {
            score.read(Path.of(file));
        }
        GROUPS.forEach(score::print);
        score.printTasks(score.lastSampler());
        System.out.printf("%nInvalid configurations in all rows that count them: %d%n", score.invalid);
    }

    private void read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = List.of(lines.get(0).split(","));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            String task = cells[columns.indexOf("task")];
            if (!best.containsKey(task)) {
                continue;
            }
            String sampler = cells[columns.indexOf("sampler")];
            double seconds = Double.parseDouble(cells[columns.indexOf("overhead_s")]);
            double trials = Double.parseDouble(cells[columns.indexOf("n")]);
            overheads.computeIfAbsent(sampler, s -> new ArrayList<>()).add(1e3 * seconds / trials);
            if (columns.contains("invalid")) {
                invalid += Integer.parseInt(cells[columns.indexOf("invalid")]);
            }
            for (int n : READ_AT) {
                String value = cells[columns.indexOf("best" + n)];
                if (!value.isEmpty()) {
                    of(sampler, n).computeIfAbsent(task, t -> new ArrayList<>()).add(score(task, n, Double.parseDouble(value)));
                }
            }
        }
    }

    private Map<String, List<Double>> of(String sampler, int n) {
        return scores.computeIfAbsent(sampler, s -> new TreeMap<>()).computeIfAbsent(n, m -> new TreeMap<>());
    }

    private double score(String task, int n, double value) {
        Map<String, Object> known = Json.map(best.get(task));
        double optimum = Json.number(known.get("best"));
        double random = Json.number(Json.map(known.get("rs_median")).get(String.valueOf(n)));
        return Math.min(1, Math.max(-1, 1 - (value - optimum) / (random - optimum)));
    }

    private String lastSampler() {
        return new ArrayList<>(scores.keySet()).get(scores.size() - 1);
    }

    private void print(Group group) {
        Set<String> samplers = new LinkedHashSet<>(scores.keySet());
        samplers.removeIf(sampler -> READ_AT.length == Arrays.stream(READ_AT).filter(n -> in(group, sampler, n).isEmpty()).count());
        if (!samplers.contains(lastSampler())) {
            return;
        }
        System.out.printf("%n%-18s%28s%28s%28s%28s%12s%n", group.title(), "n=25", "n=50", "n=100", "n=200", "ms/trial");
        for (String sampler : samplers) {
            StringBuilder line = new StringBuilder("%-18s".formatted(sampler));
            for (int n : READ_AT) {
                line.append("%28s".formatted(cell(in(group, sampler, n))));
            }
            double ms = overheads.get(sampler).stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
            System.out.println(line.append("%12.1f".formatted(ms)));
        }
        StringBuilder gates = new StringBuilder("%-18s".formatted("gate"));
        String[] gate = group.gates().split(" ");
        for (int i = 0; i < READ_AT.length; i++) {
            gates.append("%28s".formatted(verdict(gate[i], in(group, lastSampler(), READ_AT[i]))));
        }
        System.out.println(gates);
    }

    private static String verdict(String gate, List<List<Double>> tasks) {
        return gate.equals("-") || tasks.isEmpty()
                ? gate
                : gate + (mean(tasks) >= Double.parseDouble(gate) ? " met" : " MISSED");
    }

    /** One list per task. */
    private List<List<Double>> in(Group group, String sampler, int n) {
        return of(sampler, n).entrySet().stream()
                .filter(task -> group.has(task.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String cell(List<List<Double>> tasks) {
        if (tasks.isEmpty()) {
            return "-";
        }
        Stream stream = Stream.of(0);
        double[] means = new double[RESAMPLES];
        Arrays.setAll(means, i -> mean(tasks.stream().map(seeds -> resample(seeds, stream)).toList()));
        Arrays.sort(means);
        int fewest = tasks.stream().mapToInt(List::size).min().orElseThrow();
        return "%.3f [%.2f,%.2f] %dt x%d".formatted(
                mean(tasks), means[RESAMPLES / 20], means[RESAMPLES - 1 - RESAMPLES / 20], tasks.size(), fewest);
    }

    private static List<Double> resample(List<Double> seeds, Stream stream) {
        return seeds.stream().map(any -> seeds.get(stream.below(seeds.size()))).toList();
    }

    private static double mean(List<List<Double>> tasks) {
        return tasks.stream().mapToDouble(Score::meanOf).average().orElseThrow();
    }

    private static double meanOf(List<Double> seeds) {
        return seeds.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private void printTasks(String sampler) {
        System.out.printf("%n%-18s%10s%10s%10s%10s   (best other sampler)%n", sampler, "n=25", "n=50", "n=100", "n=200");
        for (String task : of(sampler, READ_AT[0]).keySet()) {
            StringBuilder line = new StringBuilder("%-18s".formatted(task));
            for (int n : READ_AT) {
                List<Double> seeds = of(sampler, n).getOrDefault(task, List.of());
                line.append(seeds.isEmpty() ? "%10s".formatted("-") : "%10.3f".formatted(meanOf(seeds)));
            }
            System.out.println(line.append("   ").append(rival(sampler, task)));
        }
    }

    private String rival(String ours, String task) {
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (String sampler : scores.keySet()) {
            List<Double> seeds = of(sampler, 100).getOrDefault(task, List.of());
            if (!sampler.equals(ours) && !seeds.isEmpty() && meanOf(seeds) > most) {
                most = meanOf(seeds);
                best = "%s %.3f at n=100".formatted(sampler, most);
            }
        }
        return best;
    }
}
