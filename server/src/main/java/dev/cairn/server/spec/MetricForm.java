package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.metric.Metric;
import java.util.Map;
import java.util.Optional;

/** A metric by its name, or by a short name that people use for it. */
final class MetricForm implements Form<Metric> {
    @Override
    public Optional<Metric> read(Tree tree, Faults faults) {
        String name = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        Optional<Metric> metric = Metric.named(name);
        if (metric.isEmpty()) {
            faults.add(
                    tree.place(),
                    Code.UNKNOWN_NAME,
                    "There is no metric " + Names.of(tree) + ".",
                    Suggest.hint(name, Metric.names()));
        }
        return metric;
    }

    @Override
    public Object write(Metric value) {
        return value.wireName();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("enum", Metric.names());
    }
}
