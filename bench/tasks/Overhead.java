package dev.cairn.bench;

import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Processor milliseconds per ask and tell on a mixed space of ten parameters, in memory: mean and 95th percentile of the last tenth of n trials. */
final class Overhead {
    static final SearchSpace SPACE = SearchSpace.of(
            Real.log("a", 1e-5, 1), Real.log("b", 1e-5, 1), Real.log("c", 1e-5, 1), Real.log("d", 1e-5, 1),
            Real.of("e", 0, 1), Real.of("f", -1, 1), Int.of("g", 1, 9), Int.of("h", 1, 64),
            Choice.of("i", "x", "y", "z"), Choice.of("j", "u", "v", "w", "t"));

    /** After a sampler's name: most trials are stopped early. */
    private static final String STOPS = "+stops";

    public static void main(String[] names) {
        System.out.println("sampler      n   mean ms    p95 ms");
        for (String name : names) {
            run(name, 60, 9);
            for (int n : new int[] {100, 300, 1000}) {
                double[] times = run(name, n, 7);
                double[] last = Arrays.copyOfRange(times, n - Math.max(10, n / 10), n);
                Arrays.sort(last);
                System.out.printf("%-8s %5d %9.3f %9.3f%n", name, n,
                        Arrays.stream(last).average().orElseThrow(), last[(int) (0.95 * (last.length - 1))]);
            }
        }
    }

    /** Three of four trials end at step 1, three of four of the others at step 3, and so on to 27. */
    private static Trial stopped(int number, Values values, double loss) {
        int end = number % 64 == 0 ? 27 : number % 16 == 0 ? 9 : number % 4 == 0 ? 3 : 1;
        int[] steps = IntStream.of(1, 3, 9, 27).filter(step -> step <= end).toArray();
        Curve curve = new Curve(steps, Arrays.stream(steps).mapToDouble(step -> loss + 1.0 / step).toArray());
        return end < 27
                ? new PrunedTrial(number, values, curve, curve.last())
                : new CompletedTrial(number, values, curve, List.of(curve.last()), Double.NaN, Duration.ZERO);
    }

    /** Time of this thread on a processor, which other work on the machine does not lengthen. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double[] run(String name, int trials, long seed) {
        boolean stops = name.endsWith(STOPS);
        Sampler sampler = Samplers.named(stops ? name.substring(0, name.length() - STOPS.length()) : name);
        List<Trial> done = new ArrayList<>();
        double[] times = new double[trials];
        for (int i = 0; i < trials; i++) {
            long begun = cpu();
            History history = new History(List.of(Direction.MINIMIZE), done);
            Values values = ((Suggestion.New) sampler.next(SPACE, history, BudgetLeft.ofTrials(trials - i), 1, seed).get(0)).values();
            double loss = 0;
            for (double u : SPACE.encode(values)) {
                loss += (u - 0.3) * (u - 0.3);
            }
            done.add(stops ? stopped(i + 1, values, loss) : new CompletedTrial(i + 1, values, loss));
            times[i] = (cpu() - begun) / 1e6;
        }
        return times;
    }
}
