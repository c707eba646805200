package dev.cairn.server.trial;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every job says of the model to fit, as frames carry it. */
final class JobFields {
    private JobFields() {}

    static Tree of(
            String trainer,
            Values values,
            Objective objective,
            Fidelity fidelity,
            long seed,
            int trial,
            Device device) {
        return Tree.empty()
                .with("trainer", trainer)
                .with("values", values(values))
                .with("metric", objective.metric().wireName())
                .with("direction", objective.direction().name())
                .with("maxSteps", fidelity.maxSteps())
                .with("seed", seed)
                .with("trial", trial)
                .with("device", device(device));
    }

    static Map<String, Object> values(Values values) {
        Map<String, Object> raw = new LinkedHashMap<>();
        values.byName().forEach((name, value) -> raw.put(name, value.raw()));
        return raw;
    }

    static Values values(Tree tree) {
        Map<String, Value> values = new LinkedHashMap<>();
        tree.fields().forEach((name, raw) -> values.put(name, Value.of(raw)));
        return new Values(values);
    }

    static Objective objective(Tree tree) throws MalformedFrame {
        String name = tree.text("metric");
        Metric metric = Metric.named(name).orElseThrow(() -> new IllegalArgumentException("unknown metric " + name));
        return new Objective(metric, Direction.valueOf(tree.text("direction")));
    }

    static Tree device(Device device) {
        return Tree.empty()
                .with("kind", device.kind())
                .with("index", device.index())
                .with("threads", device.threads());
    }

    static Device device(Tree tree) throws MalformedFrame {
        return new Device(tree.text("kind"), tree.small("index"), tree.small("threads"));
    }

    static List<Double> numbers(List<?> items) throws MalformedFrame {
        List<Double> numbers = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Number number)) {
                throw new MalformedFrame("a number was expected, got " + item);
            }
            numbers.add(number.doubleValue());
        }
        return numbers;
    }
}
