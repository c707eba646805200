package dev.cairn.bench;

import dev.cairn.search.pareto.Hypervolume;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Hypervolume of the front that a sampler finds, as part of that of the true front: ZDT1 and ZDT2 (Zitzler, Deb and Thiele, 2000; 6
 * parameters), DTLZ2 (Deb et al., 2002; 3 objectives, 5 parameters), and the bounded problem of Binh and Korn (1997). Mean over seeds.
 *
 * <p>Usage: {@code Fronts SEEDS TRIALS sampler…}
 */
final class Fronts {
    private record Problem(
            String name,
            SearchSpace space,
            Function<Values, double[]> losses,
            Function<Values, List<Double>> violations,
            double[] reference,
            double best) {}

    public static void main(String[] arguments) {
        int seeds = Integer.parseInt(arguments[0]);
        int trials = Integer.parseInt(arguments[1]);
        System.out.printf("%-10s %-8s%s%n", "problem", "sampler", "  n=" + trials / 2 + "    n=" + trials + "   ms/trial");
        for (Problem problem : problems()) {
            for (int i = 2; i < arguments.length; i++) {
                double half = 0;
                double whole = 0;
                long start = System.nanoTime();
                for (int seed = 0; seed < seeds; seed++) {
                    List<CompletedTrial> done = run(arguments[i], problem, trials, seed);
                    half += share(problem, done.subList(0, trials / 2)) / seeds;
                    whole += share(problem, done) / seeds;
                }
                double millis = (System.nanoTime() - start) / 1e6 / seeds / trials;
                System.out.printf(
                        Locale.ROOT, "%-10s %-8s  %.3f   %.3f   %.1f%n", problem.name, arguments[i], half, whole, millis);
            }
        }
    }

    private static List<CompletedTrial> run(String name, Problem problem, int trials, int seed) {
        Sampler sampler = Samplers.named(name);
        History history =
                new History(Collections.nCopies(problem.reference.length, Direction.MINIMIZE), List.of());
        for (int number = 1; number <= trials; number++) {
            Suggestion.New next = (Suggestion.New) sampler.next(
                            problem.space, history, BudgetLeft.ofTrials(trials - number + 1), 1, seed)
                    .get(0);
            List<Double> losses =
                    Arrays.stream(problem.losses.apply(next.values())).boxed().toList();
            history = history.with(new CompletedTrial(
                    number,
                    next.values(),
                    Curve.EMPTY,
                    losses,
                    Double.NaN,
                    Duration.ZERO,
                    problem.violations.apply(next.values())));
        }
        return history.completed();
    }

    private static double share(Problem problem, List<CompletedTrial> done) {
        List<double[]> kept = done.stream()
                .filter(trial -> trial.violation() == 0)
                .map(trial -> trial.objectives().stream().mapToDouble(Double::doubleValue).toArray())
                .toList();
        return Hypervolume.of(kept, problem.reference) / problem.best;
    }

    private static List<Problem> problems() {
        double[] two = {1.1, 2};
        List<Problem> problems = new ArrayList<>();
        problems.add(new Problem("zdt1", cube(6), v -> zdt(v, 0.5), v -> List.of(), two, 2.2 - 1.0 / 3));
        problems.add(new Problem("zdt2", cube(6), v -> zdt(v, 2), v -> List.of(), two, 2.2 - 2.0 / 3));
        double[] three = {1.1, 1.1, 1.1};
        problems.add(new Problem("dtlz2", cube(5), Fronts::dtlz2, v -> List.of(), three, 1.331 - Math.PI / 6));
        SearchSpace plane = SearchSpace.of(Real.of("x", 0, 5), Real.of("y", 0, 3));
        double[] far = {140, 50};
        problems.add(new Problem("binhKorn", plane, Fronts::binhKorn, Fronts::binhKornBounds, far, binhKornBest(far)));
        return problems;
    }

    private static SearchSpace cube(int dimensions) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            parameters.add(Real.of("x" + i, 0, 1));
        }
        return new SearchSpace(parameters, List.of());
    }

    private static double[] zdt(Values v, double power) {
        int n = v.byName().size();
        double g = 1;
        for (int i = 1; i < n; i++) {
            g += 9.0 / (n - 1) * v.real("x" + i);
        }
        double first = v.real("x0");
        return new double[] {first, g * (1 - Math.pow(first / g, power))};
    }

    private static double[] dtlz2(Values v) {
        double g = 0;
        for (int i = 2; i < 5; i++) {
            g += Math.pow(v.real("x" + i) - 0.5, 2);
        }
        double a = v.real("x0") * Math.PI / 2;
        double b = v.real("x1") * Math.PI / 2;
        return new double[] {
            (1 + g) * Math.cos(a) * Math.cos(b), (1 + g) * Math.cos(a) * Math.sin(b), (1 + g) * Math.sin(a)
        };
    }

    private static double[] binhKorn(Values v) {
        return binhKorn(v.real("x"), v.real("y"));
    }

    private static double[] binhKorn(double x, double y) {
        return new double[] {4 * x * x + 4 * y * y, (x - 5) * (x - 5) + (y - 5) * (y - 5)};
    }

    private static List<Double> binhKornBounds(Values v) {
        double x = v.real("x");
        double y = v.real("y");
        return List.of(((x - 5) * (x - 5) + y * y - 25) / 25, (7.7 - (x - 8) * (x - 8) - (y + 3) * (y + 3)) / 7.7);
    }

    /** Its front: x = y up to 3, then y = 3. */
    private static double binhKornBest(double[] reference) {
        List<double[]> front = new ArrayList<>();
        for (int i = 0; i <= 5_000; i++) {
            double x = i / 1000.0;
            front.add(binhKorn(x, Math.min(3, x)));
        }
        return Hypervolume.of(front, reference);
    }
}
