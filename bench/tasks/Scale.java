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
import dev.cairn.search.trial.Trial;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an ask costs in a study of many trials: processor milliseconds of 200 asks, each told before the next, and the heap in use before and
 * after them. {@code Scale 100000 random tpe auto}.
 */
final class Scale {
    private static final int ASKS = 200;

    private Scale() {}

    public static void main(String[] args) {
        int trials = Integer.parseInt(args[0]);
        System.out.printf("%-8s %8s %9s %9s %9s %14s%n", "sampler", "trials", "p50 ms", "p99 ms", "max ms", "heap MiB");
        for (String name : Arrays.asList(args).subList(1, args.length)) {
            List<Trial> done = filled(trials);
            Sampler sampler = Samplers.named(name);
            run(sampler, done, ASKS / 2); // for the compiler
            long before = heap();
            double[] times = run(sampler, done, ASKS);
            Arrays.sort(times);
            System.out.printf("%-8s %8d %9.2f %9.2f %9.2f %6d -> %4d%n", name, trials, times[ASKS / 2],
                    times[(int) (0.99 * ASKS)], times[ASKS - 1], before, heap());
        }
    }

    private static List<Trial> filled(int trials) {
        Stream stream = Stream.of(1);
        List<Trial> done = new ArrayList<>();
        for (int i = 1; i <= trials; i++) {
            done.add(told(i, Overhead.SPACE.decode(stream.point(Overhead.SPACE.size()))));
        }
        return done;
    }

    private static double[] run(Sampler sampler, List<Trial> done, int asks) {
        double[] times = new double[asks];
        for (int i = 0; i < asks; i++) {
            long begun = cpu();
            History history = new History(List.of(Direction.MINIMIZE), done);
            Values values = ((Suggestion.New)
                            sampler.next(Overhead.SPACE, history, BudgetLeft.ofTrials(1000), 1, 7).get(0))
                    .values();
            times[i] = (cpu() - begun) / 1e6;
            done.add(told(done.size() + 1, values));
        }
        return times;
    }

    private static CompletedTrial told(int number, Values values) {
        double loss = 0;
        for (double u : Overhead.SPACE.encode(values)) {
            loss += (u - 0.3) * (u - 0.3);
        }
        return new CompletedTrial(number, values, loss);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
