package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code true} or {@code {size: 5}}. */
final class EnsembleForm implements Form<EnsembleSpec> {
    private final Form<Draft> form = Forms.record(Draft.class);

    /** As spelled. */
    record Draft(
            @Key(
                    value = "How many models it has at most",
                    otherwise = "" + EnsembleSpec.USUAL_SIZE,
                    low = 1,
                    high = EnsembleSpec.MOST)
            int size) {}

    @Override
    public Optional<EnsembleSpec> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Scalar scalar)) {
            return form.read(tree, faults).map(draft -> new EnsembleSpec(draft.size()));
        }
        if (Boolean.TRUE.equals(scalar.value())) {
            return Optional.of(new EnsembleSpec(EnsembleSpec.USUAL_SIZE));
        }
        faults.add(
                scalar.place(),
                Code.WRONG_TYPE,
                "Expected true or {size: N}; got " + scalar.kind() + ".",
                "Leave it out for the best model alone.");
        return Optional.empty();
    }

    @Override
    public Object write(EnsembleSpec value) {
        return Map.of("size", value.size());
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("oneOf", List.of(Map.of("const", true), form.schema()));
    }
}
