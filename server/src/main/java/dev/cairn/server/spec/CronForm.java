package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Tree;
import java.util.Map;
import java.util.Optional;

/** A calendar in the five fields of cron: minute, hour, day of the month, month, day of the week. */
final class CronForm implements Form<String> {
    private static final String HINT =
            "Write it like '0 2 * * *' (every day at 2:00 UTC): minute, hour, day of the month, month, day of the week.";

    @Override
    public Optional<String> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar scalar) {
            if (Cron.quartz(scalar.text()).isPresent()) {
                return Optional.of(scalar.text().strip());
            }
            faults.add(tree.place(), Code.OUT_OF_RANGE, "'" + scalar.text() + "' is no calendar.", HINT);
            return Optional.empty();
        }
        faults.add(tree.place(), Code.WRONG_TYPE, "Expected a calendar, got " + tree.kind() + ".", HINT);
        return Optional.empty();
    }

    @Override
    public Object write(String value) {
        return value;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string");
    }
}
