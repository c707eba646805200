package dev.cairn.bench;

import dev.cairn.search.math.Stream;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.sampler.SamplerOptions;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.transfer.Hint;
import dev.cairn.search.transfer.Origin;
import dev.cairn.search.transfer.Outline;
import dev.cairn.search.transfer.Portfolio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What a study gains or loses by a warm start: scores of search-bench with and without one, by where the earlier studies come from. An earlier
 * study is a search of the same space on another data set, drawn anew for each seed from all of the same family.
 *
 * <p>{@code Transfer FOLDER [--seeds 0:10] [--n 50] [--hints 5] [--origins 1] [--tasks a,b] [--sampler auto] [--outlines yes]}. Related: as it was.
 * Unrelated: random configurations in an order that means nothing. Adverse: a search with its worst first.
 */
final class Transfer {
    private static final int SOURCE_TRIALS = 60;
    private static final int[] READ_AT = {10, 25, 50, 100};

    private enum Kind {
        COLD,
        RELATED,
        UNRELATED,
        ADVERSE
    }

    private final Options options;
    private final Tasks tasks;
    private final Map<String, Object> best;
    private final Map<String, List<CompletedTrial>> searched = new LinkedHashMap<>();

    private Transfer(Options options) throws java.io.IOException {
        this.options = options;
        Path folder = Path.of(options.first());
        this.tasks = Tasks.of(folder);
        this.best = Json.map(Json.read(folder.resolve("best_dev.json")));
    }

    public static void main(String[] args) throws Exception {
        new Transfer(new Options(args)).run();
    }

    private void run() {
        String[] range = options.text("seeds", "0:10").split(":");
        int n = options.whole("n", 50);
        Map<Kind, Map<String, List<double[]>>> runs = new LinkedHashMap<>();
        for (int seed = Integer.parseInt(range[0]); seed < Integer.parseInt(range[1]); seed++) {
            for (Task task : targets()) {
                for (Kind kind : Kind.values()) {
                    String sampler = options.text("sampler", "auto");
                    runs.computeIfAbsent(kind, k -> new LinkedHashMap<>())
                            .computeIfAbsent(task.name(), t -> new ArrayList<>())
                            .add(scores(task, search(task, sampler, learned(task, kind, seed), n, seed)));
                }
            }
        }
        print(runs, n);
    }

    private List<Task> targets() {
        String named = options.text("tasks", "");
        return named.isEmpty()
                ? tasks.group("dev").stream().filter(task -> !task.name().startsWith("cash")).toList()
                : java.util.Arrays.stream(named.split(",")).map(tasks::named).toList();
    }

    private SamplerOptions learned(Task target, Kind kind, int seed) {
        if (kind == Kind.COLD) {
            return SamplerOptions.NONE;
        }
        String family = target.name().substring(0, target.name().indexOf('-') + 1);
        List<Task> others = new ArrayList<>(tasks.all().stream()
                .filter(task -> task.name().startsWith(family) && !task.name().equals(target.name()))
                .toList());
        Collections.shuffle(others, new Random(seed * 31L + target.name().hashCode()));
        List<Origin> origins = new ArrayList<>();
        for (Task other : others.subList(0, options.whole("origins", 1))) {
            origins.add(new Origin(other.name(), 0.5, results(other, kind, seed)));
        }
        List<Hint> hints = Portfolio.of(target.space(), origins, options.whole("hints", 5));
        List<Outline> outlines = origins.stream()
                .flatMap(origin -> Outline.of(target.space(), origin).stream())
                .toList();
        return new SamplerOptions(List.of(), hints, options.text("outlines", "yes").equals("yes") ? outlines : List.of());
    }

    private List<Origin.Result> results(Task source, Kind kind, int seed) {
        String sampler = kind == Kind.UNRELATED ? "random" : options.text("sampler", "auto");
        List<CompletedTrial> done = new ArrayList<>(searched.computeIfAbsent(
                source.name() + " " + sampler, name -> search(source, sampler, SamplerOptions.NONE, SOURCE_TRIALS, 1000 + seed)));
        switch (kind) {
            case UNRELATED -> Collections.shuffle(done, new Random(seed));
            case ADVERSE -> done.sort(Comparator.comparingDouble(CompletedTrial::objective).reversed());
            default -> done.sort(Comparator.comparingDouble(CompletedTrial::objective));
        }
        return done.stream().map(trial -> new Origin.Result(trial.number(), trial.values())).toList();
    }

    private static List<CompletedTrial> search(Task task, String strategy, SamplerOptions learned, int n, int seed) {
        Sampler sampler = Samplers.named(strategy, learned);
        History history = History.empty(Direction.MINIMIZE);
        for (int number = 1; number <= n; number++) {
            Suggestion.New next = (Suggestion.New) sampler.next(
                            task.space(), history, BudgetLeft.ofTrials(n - number + 1), 1, seed)
                    .get(0);
            history = history.with(
                    new CompletedTrial(number, next.values(), task.evaluate(next.values())), next.why().arm());
        }
        return history.completed();
    }

    /** 1 − (best − f*) / (median of random search − f*) of as many trials, from −1 to 1. */
    private double[] scores(Task task, List<CompletedTrial> done) {
        Map<String, Object> known = Json.map(best.get(task.name()));
        double least = Json.number(known.get("best"));
        double[] scores = new double[READ_AT.length];
        for (int i = 0; i < READ_AT.length; i++) {
            if (READ_AT[i] <= done.size()) {
                double found = done.stream().limit(READ_AT[i]).mapToDouble(CompletedTrial::objective).min().orElseThrow();
                double random = Json.number(Json.map(known.get("rs_median")).get(String.valueOf(READ_AT[i])));
                scores[i] = Math.max(-1, Math.min(1, 1 - (found - least) / (random - least)));
            }
        }
        return scores;
    }

    private void print(Map<Kind, Map<String, List<double[]>>> runs, int n) {
        System.out.printf("%-22s", "");
        for (int at : READ_AT) {
            System.out.print(at <= n ? "%24s".formatted("n=" + at) : "");
        }
        System.out.println();
        for (Kind kind : Kind.values()) {
            row(name(kind), all(runs.get(kind)), all(runs.get(Kind.COLD)), n);
        }
        for (String task : runs.get(Kind.COLD).keySet()) {
            for (Kind kind : Kind.values()) {
                row(task + " " + name(kind), runs.get(kind).get(task), runs.get(Kind.COLD).get(task), n);
            }
        }
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static List<double[]> all(Map<String, List<double[]>> byTask) {
        return byTask.values().stream().flatMap(List::stream).toList();
    }

    /** Mean score, its difference from that of a cold start with the same seeds, and the standard error of the difference. */
    private static void row(String label, List<double[]> warm, List<double[]> cold, int n) {
        System.out.printf("%-22s", label);
        for (int at = 0; at < READ_AT.length && READ_AT[at] <= n; at++) {
            double mean = 0;
            double gain = 0;
            double squares = 0;
            for (int run = 0; run < warm.size(); run++) {
                double difference = warm.get(run)[at] - cold.get(run)[at];
                mean += warm.get(run)[at] / warm.size();
                gain += difference / warm.size();
                squares += difference * difference / warm.size();
            }
            double error = Math.sqrt(Math.max(0, squares - gain * gain) / Math.max(1, warm.size() - 1));
            System.out.printf(Locale.ROOT, "%8.3f (%+.3f ± %.3f)", mean, gain, error);
        }
        System.out.println();
    }
}
