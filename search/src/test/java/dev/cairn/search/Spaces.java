package dev.cairn.search;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Ordinal;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.Scale;
import dev.cairn.search.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Spaces of every shape, for tests that hold on all of them. */
public final class Spaces {
    private Spaces() {}

    public static Map<String, SearchSpace> all() {
        Map<String, SearchSpace> spaces = new LinkedHashMap<>();
        spaces.put("flat", flat());
        spaces.put("mixed", mixed());
        spaces.put("conditional", conditional());
        spaces.put("constrained", constrained());
        spaces.put("onePoint", SearchSpace.of(Real.of("x", 2, 2), Choice.of("c", "only")));
        spaces.put(
                "thin",
                SearchSpace.of(Int.of("a", 1, 1000), Int.of("b", 1, 1000)).constrained("a == 7 * b"));
        spaces.put("finite", SearchSpace.of(Choice.of("c", "a", "b"), Int.of("i", 1, 3), Ordinal.of("o", 1, 2, 3)));
        return spaces;
    }

    public static SearchSpace flat() {
        return SearchSpace.of(Real.of("x", -5, 10), Real.of("y", 0, 15));
    }

    public static SearchSpace mixed() {
        return SearchSpace.of(
                Real.log("lr", 1e-5, 0.1),
                new Real(
                        "momentum",
                        0.5,
                        0.99,
                        Scale.REVERSE_LOG,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Real("dropout", 0, 0.6, Scale.LINEAR, OptionalDouble.of(0.1), Optional.empty(), Optional.empty()),
                Int.log("units", 8, 512),
                new Int("batch", 16, 128, Scale.LOG, 16, Optional.empty(), Optional.empty()),
                Choice.of("activation", "relu", "tanh", "gelu"),
                Choice.of("bias", true, false),
                Ordinal.of("size", "s", "m", "l"));
    }

    public static SearchSpace conditional() {
        return SearchSpace.of(
                Choice.of("model", "linear", "mlp", "tree"),
                Real.log("linear.l2", 1e-6, 1).when("model == 'linear'"),
                Int.of("mlp.layers", 1, 3).when("model == 'mlp'"),
                Int.log("mlp.units2", 8, 256).when("mlp.layers > 1"),
                Real.of("mlp.dropout", 0, 0.5).when("model == 'mlp' and mlp.layers > 2"),
                Int.of("tree.depth", 1, 12).when("model == 'tree'"),
                Choice.of("tree.criterion", "gini", "entropy").when("model == 'tree'"));
    }

    public static SearchSpace constrained() {
        return SearchSpace.of(
                        Int.of("layers", 1, 8),
                        Choice.of("units", 32, 64, 128, 256),
                        Real.of("a", 0, 1),
                        Real.of("b", 0, 1))
                .constrained("layers * units <= 512", "a < b");
    }
}
