package dev.cairn.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Checks the surrogates of this port against the golden vectors of a search-bench folder: every output within 1e-3 of its value. */
final class Golden {
    private static final double TOLERANCE = 1e-3;

    private Golden() {}

    public static void main(String[] args) throws IOException {
        boolean good = true;
        for (String name : List.of("yahpo_lcbench", "yahpo_rbv2_xgboost", "yahpo_rbv2_rpart")) {
            Path folder = Path.of(args[0], "data", name);
            double worst = worst(new Surrogate(folder), Json.list(Json.read(folder.resolve("golden.json"))));
            good &= worst <= TOLERANCE;
            System.out.printf("%-20s largest relative difference %.1e (allowed %.0e)%n", name, worst, TOLERANCE);
        }
        if (!good) {
            System.exit(1);
        }
    }

    private static double worst(Surrogate surrogate, List<Object> vectors) {
        double worst = 0;
        for (Object one : vectors) {
            Map<String, Object> vector = Json.map(one);
            double[] outputs = surrogate.predict(Json.map(vector.get("config")), (String) vector.get("instance"));
            for (Map.Entry<String, Object> expected : Json.map(vector.get("y")).entrySet()) {
                double y = Json.number(expected.getValue());
                double difference = Math.abs(outputs[surrogate.output(expected.getKey())] - y);
                worst = Math.max(worst, difference / Math.max(Math.abs(y), 1e-3));
            }
        }
        return worst;
    }
}
