package dev.cairn.bench;

import dev.cairn.search.math.Stream;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Drives a sampler on tasks × seeds in this process and appends rows of the form of search-bench's drive.py.
 *
 * <p>{@code Driver FOLDER --out FILE [--group dev | --tasks a,b] [--seeds 0:10] [--n 200] [--sampler auto] [--label cairn] [--parallel 1]
 * [--noise s | --noise 10%] [--threads 2]}. A noise in percent is of the standard deviation of random configurations. The overhead is
 * processor time of the thread inside ask and tell, which other work on the machine does not lengthen.
 */
final class Driver {
    private static final String HEADER = "task,sampler,seed,n,overhead_s,best10,best25,best50,best100,best200,invalid\n";
    private static final int[] READ_AT = {10, 25, 50, 100, 200};

    private final Options options;
    private final Path out;

    private Driver(Options options) {
        this.options = options;
        this.out = Path.of(options.text("out", ""));
    }

    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        new Driver(options).run(Tasks.of(Path.of(options.first())));
    }

    private void run(Tasks all) throws Exception {
        String named = options.text("tasks", "");
        List<Task> tasks = named.isEmpty()
                ? all.group(options.text("group", "dev"))
                : Arrays.stream(named.split(",")).map(all::named).toList();
        String[] seeds = options.text("seeds", "0:10").split(":");
        if (!Files.exists(out)) {
            Files.writeString(out, HEADER);
        }
        ExecutorService threads = Executors.newFixedThreadPool(options.whole("threads", 1));
        List<Future<?>> runs = new ArrayList<>();
        for (int seed = Integer.parseInt(seeds[0]); seed < Integer.parseInt(seeds[1]); seed++) {
            int one = seed;
            tasks.forEach(task -> runs.add(threads.submit(() -> append(run(task, one)))));
        }
        threads.shutdown();
        for (Future<?> run : runs) {
            run.get();
        }
    }

    private synchronized void append(String row) {
        try {
            Files.writeString(out, row, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One study, as a row. */
    private String run(Task task, int seed) {
        int n = options.whole("n", 200);
        int parallel = options.whole("parallel", 1);
        Sampler sampler = Samplers.named(options.text("sampler", "auto"));
        double noise = noise(task);
        Stream stream = Stream.of(1000 + seed, task.name().hashCode());
        List<Trial> trials = new ArrayList<>();
        List<String> arms = new ArrayList<>();
        List<Integer> waiting = new ArrayList<>();
        double[] values = new double[n];
        List<Double> told = new ArrayList<>();
        int invalid = 0;
        long spent = 0;
        while (told.size() < n) {
            while (waiting.size() < parallel && trials.size() < n) {
                long begun = cpu();
                History history = new History(List.of(Direction.MINIMIZE), trials, arms);
                BudgetLeft left = BudgetLeft.ofTrials(n - trials.size());
                Suggestion.New suggestion = (Suggestion.New) sampler.next(task.space(), history, left, 1, seed).get(0);
                spent += cpu() - begun;
                arms.add(suggestion.why().arm());
                Values next = suggestion.values();
                invalid += valid(task, next) ? 0 : 1;
                waiting.add(trials.size());
                values[trials.size()] = task.evaluate(next);
                trials.add(new PendingTrial(trials.size() + 1, next));
            }
            int trial = waiting.remove(stream.below(waiting.size()));
            told.add(values[trial]);
            double seen = values[trial] + (noise > 0 ? noise * stream.gaussian() : 0);
            trials.set(trial, new CompletedTrial(trial + 1, trials.get(trial).values(), seen));
        }
        return row(task, seed, told, spent, invalid);
    }

    private double noise(Task task) {
        String noise = options.text("noise", "0");
        return noise.endsWith("%")
                ? Double.parseDouble(noise.substring(0, noise.length() - 1)) / 100 * task.randomSpread()
                : Double.parseDouble(noise);
    }

    private static boolean valid(Task task, Values values) {
        try {
            task.space().check(values);
            return true;
        } catch (IllegalArgumentException e) {
            System.err.println(task.name() + ": " + e.getMessage());
            return false;
        }
    }

    private String row(Task task, int seed, List<Double> told, long spent, int invalid) {
        StringBuilder row = new StringBuilder("%s,%s,%d,%d,%.3f".formatted(
                task.name(), options.text("label", "cairn"), seed, told.size(), spent / 1e9));
        for (int n : READ_AT) {
            row.append(',');
            if (told.size() >= n) {
                double best = told.stream().limit(n).mapToDouble(Double::doubleValue).min().orElseThrow();
                row.append(String.format(Locale.ROOT, "%.8g", best));
            }
        }
        return row.append(',').append(invalid).append('\n').toString();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
