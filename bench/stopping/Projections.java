package dev.cairn.bench;

import dev.cairn.search.model.Features;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.model.KernelFit;
import dev.cairn.search.model.Warping;
import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.PrunerOptions;
import dev.cairn.search.pruner.Pruners;
import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * What a model is told of trials that the default rule stopped, beside how they would have ended: {@code Projections FOLDER SEEDS TRIALS}. Random
 * search on the LCBench tasks; a trial's value at a step is its best up to there.
 */
final class Projections {
    private static final int[] RUNGS = {1, 3, 9, 27, VirtualTime.EPOCHS};
    private static final int END = VirtualTime.EPOCHS;

    /** One trial: how far it got, and its best up to each step, also of those that it was not let to reach. */
    private record Run(double[] point, double[] best, int length) {
        double end() {
            return best[END];
        }
    }

    /** One study of random search. */
    private record Race(SearchSpace space, List<Run> runs) {}

    /** Says how the stopped trials end, knowing all trials only as far as they got. */
    private interface Guess {
        double[] ends(SearchSpace space, List<Run> runs, List<Run> stopped);
    }

    private Projections() {}

    public static void main(String[] args) throws IOException {
        Tasks tasks = Tasks.of(Path.of(args[0]));
        List<Race> races = new ArrayList<>();
        for (String name : List.of("lcb-167168", "lcb-189906", "lcb-167181")) {
            for (int seed = 0; seed < Integer.parseInt(args[1]); seed++) {
                Task task = tasks.named(name);
                races.add(new Race(task.space(), race(task, Integer.parseInt(args[2]), seed)));
            }
        }
        System.out.printf("%-42s %10s %10s %14s %14s%n", "told", "rank corr.", "error / sd", "bad told good", "good told bad");
        print("the last value", races, (space, runs, cut) -> each(cut, run -> run.best[run.length]));
        print("a line to the end", races, (space, runs, cut) -> each(cut, run -> direct(runs, run)));
        print("a line from rung to rung", races, (space, runs, cut) -> each(cut, run -> ladder(runs, run)));
        print("a process fitted to lines to the end", races, (space, runs, cut) -> smoothed(space, runs, cut, false));
        print("a process fitted to lines by rung", races, (space, runs, cut) -> smoothed(space, runs, cut, true));
        print("a process over (x, step) of all rungs", races, (space, runs, cut) -> overSteps(space, runs, cut, false));
        print("the same process, by usual gains (now)", races, (space, runs, cut) -> overSteps(space, runs, cut, true));
    }

    private static double[] each(List<Run> runs, java.util.function.ToDoubleFunction<Run> guess) {
        return runs.stream().mapToDouble(guess).toArray();
    }

    private static double direct(List<Run> runs, Run run) {
        return line(runs, run.length, END).applyAsDouble(run.best[run.length]);
    }

    /** Each line from one rung to the next is drawn through all trials that reached it. */
    private static double ladder(List<Run> runs, Run run) {
        double value = run.best[run.length];
        int at = run.length;
        for (int rung : RUNGS) {
            if (rung > at) {
                value = line(runs, at, rung).applyAsDouble(value);
                at = rung;
            }
        }
        return value;
    }

    /** As in the samplers: the slope is the ratio of the spreads, at most 1. */
    private static DoubleUnaryOperator line(List<Run> runs, int from, int to) {
        List<Run> both = runs.stream().filter(run -> run.length >= to).toList();
        if (both.size() < 4) {
            return value -> value;
        }
        double x = both.stream().mapToDouble(run -> run.best[from]).average().orElseThrow();
        double y = both.stream().mapToDouble(run -> run.best[to]).average().orElseThrow();
        double xx = both.stream().mapToDouble(run -> (run.best[from] - x) * (run.best[from] - x)).sum();
        double yy = both.stream().mapToDouble(run -> (run.best[to] - y) * (run.best[to] - y)).sum();
        double slope = xx > 0 ? Math.min(1, Math.max(0.3, Math.sqrt(yy / xx))) : 1;
        return value -> y + slope * (value - x);
    }

    /** What a process says at the stopped trials that was told of them and of the completed ones. */
    private static double[] smoothed(SearchSpace space, List<Run> runs, List<Run> stopped, boolean byRung) {
        double[] told = each(runs, run -> run.length == END ? run.end() : byRung ? ladder(runs, run) : direct(runs, run));
        List<double[]> points = runs.stream().map(Run::point).toList();
        return predicted(new Features(space), points, told, stopped.stream().map(Run::point).toList());
    }

    /** The step is one more coordinate on a logarithmic axis, so that the kernel is a product of one over values and one over steps. */
    private static double[] overSteps(SearchSpace space, List<Run> runs, List<Run> stopped, boolean raised) {
        List<double[]> points = new ArrayList<>();
        List<Double> told = new ArrayList<>();
        for (Run run : runs) {
            for (int rung : RUNGS) {
                if (run.length >= rung) {
                    points.add(at(run, rung));
                    told.add(raised ? run.best[rung] + gain(runs, rung) : run.best[rung]);
                }
            }
        }
        double[] values = told.stream().mapToDouble(Double::doubleValue).toArray();
        return predicted(
                Features.withHeight(space),
                points,
                values,
                stopped.stream().map(run -> at(run, END)).toList());
    }

    /** What completed trials gained after a rung, in the median; 0 where there are few. */
    private static double gain(List<Run> runs, int rung) {
        double[] gained = runs.stream().filter(run -> run.length >= END)
                .mapToDouble(run -> run.best[END] - run.best[rung])
                .sorted()
                .toArray();
        return gained.length < 4 ? 0 : gained[(gained.length - 1) / 2];
    }

    private static double[] at(Run run, int step) {
        double[] point = Arrays.copyOf(run.point, run.point.length + 1);
        point[run.point.length] = Math.log(step) / Math.log(END);
        return point;
    }

    private static double[] predicted(Features features, List<double[]> points, double[] told, List<double[]> asked) {
        double[] values = Warping.WIDE.of(told);
        GaussianProcess process =
                GaussianProcess.of(features, KernelFit.fit(features, points, values), points, values);
        return process.atAll(asked).stream().mapToDouble(Belief::mean).toArray();
    }

    private static void print(String name, List<Race> races, Guess guess) {
        double[] sums = new double[4];
        for (Race race : races) {
            List<Run> cut = race.runs.stream().filter(run -> run.length < END).toList();
            double[] row = row(race.runs, cut, guess.ends(race.space, race.runs, cut), name.contains("process"));
            Arrays.setAll(sums, i -> sums[i] + row[i] / races.size());
        }
        System.out.printf("%-42s %10s %10s %14s %14s%n", name, told(sums[0]), told(sums[1]), told(sums[2]), told(sums[3]));
    }

    private static String told(double number) {
        return Double.isNaN(number) ? "-" : String.format(java.util.Locale.ROOT, "%.3f", number);
    }

    private static List<Run> race(Task task, int trials, int seed) {
        Sampler sampler = Samplers.named("random");
        Pruner rule = Pruners.named("auto", new PrunerOptions(1, END));
        History history = History.empty(Direction.MINIMIZE);
        List<Contender> peers = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (int number = 1; number <= trials; number++) {
            Values values = ((Suggestion.New)
                            sampler.next(task.space(), history, BudgetLeft.ofTrials(trials), 1, seed).get(0))
                    .values();
            history = history.with(new PendingTrial(number, values));
            double[] raw = IntStream.rangeClosed(1, END).mapToDouble(step -> task.evaluate(values, step)).toArray();
            double[] best = new double[END + 1];
            best[0] = Double.POSITIVE_INFINITY;
            for (int step = 1; step <= END; step++) {
                best[step] = Math.min(best[step - 1], raw[step - 1]);
            }
            int length = stoppedAt(rule, number, raw, peers);
            peers.add(new Contender(number, curve(raw, length)));
            runs.add(new Run(task.space().encode(values), best, length));
        }
        return runs;
    }

    private static int stoppedAt(Pruner rule, int number, double[] raw, List<Contender> peers) {
        for (int step = 1; step < END; step++) {
            if (rule.judgesAt(step)
                    && rule.judge(new Contender(number, curve(raw, step)), peers, Direction.MINIMIZE)
                            instanceof Verdict.Stop) {
                return step;
            }
        }
        return END;
    }

    private static Curve curve(double[] raw, int length) {
        return new Curve(IntStream.rangeClosed(1, length).toArray(), Arrays.copyOf(raw, length));
    }

    /** Rank correlation with the true ends, absolute error by their deviation, and errors about the median of the completed; a process's values are warped. */
    private static double[] row(List<Run> runs, List<Run> cut, double[] guessed, boolean warped) {
        double[] truth = each(cut, Run::end);
        double[] row = {correlation(ranks(guessed), ranks(truth)), Double.NaN, Double.NaN, Double.NaN};
        if (!warped) {
            double[] ends = each(runs, Run::end);
            double mean = Arrays.stream(ends).average().orElse(0);
            double deviation = Math.sqrt(Arrays.stream(ends).map(end -> (end - mean) * (end - mean)).average().orElse(1));
            double[] done = runs.stream().filter(run -> run.length == END).mapToDouble(Run::end).sorted().toArray();
            double median = done[(done.length - 1) / 2];
            IntStream all = IntStream.range(0, cut.size());
            row[1] = all.mapToDouble(i -> Math.abs(guessed[i] - truth[i]) / deviation).average().orElse(0);
            row[2] = share(cut.size(), i -> guessed[i] < median && truth[i] > median);
            row[3] = share(cut.size(), i -> guessed[i] > median && truth[i] < median);
        }
        return row;
    }

    private static double share(int of, java.util.function.IntPredicate what) {
        return (double) IntStream.range(0, of).filter(what).count() / of;
    }

    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i;
        }
        return ranks;
    }

    private static double correlation(double[] a, double[] b) {
        double middle = (a.length - 1) / 2.0;
        double ab = 0;
        double aa = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - middle) * (b[i] - middle);
            aa += (a[i] - middle) * (a[i] - middle);
        }
        return ab / aa;
    }
}
