package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.ensemble.Combining;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code true} or {@code {size: 5, method: stacked, distill: true}}. */
final class EnsembleForm implements Form<EnsembleSpec> {
    private final Form<Draft> form = Forms.record(Draft.class);

    /** As spelled. */
    record Draft(
            @Key(
                    value = "How many models it has at most",
                    otherwise = "" + EnsembleSpec.USUAL_SIZE,
                    low = 1,
                    high = EnsembleSpec.MOST)
            int size,

            @Key(
                    value =
                            "`greedy`: a mean of models added one by one as long as they help. `stacked`: a linear model"
                                    + " without negative weights over what they say of rows they had not seen. `auto`: the mean,"
                                    + " or the second model where it is better on rows that had no part in it. Each gives way to"
                                    + " the best model alone where that is clearly better",
                    otherwise = "auto")
            Combining method,

            @Key(
                    value =
                            "Let one model answer: the study's best configuration that can learns from what the ensemble"
                                    + " says of the training rows without having seen them, and of rows made up between them. What"
                                    + " is lost is measured on held-out rows, where the best model alone may be better: then that answers",
                    otherwise = "false")
            boolean distill) {}

    @Override
    public Optional<EnsembleSpec> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Scalar scalar)) {
            return form.read(tree, faults)
                    .map(draft -> new EnsembleSpec(draft.size(), draft.method(), draft.distill()));
        }
        if (Boolean.TRUE.equals(scalar.value())) {
            return Optional.of(new EnsembleSpec(EnsembleSpec.USUAL_SIZE, Combining.AUTO, false));
        }
        faults.add(
                scalar.place(),
                Code.WRONG_TYPE,
                "Expected true or {size: N, method: auto}; got " + scalar.kind() + ".",
                "Leave it out for the best model alone.");
        return Optional.empty();
    }

    @Override
    public Object write(EnsembleSpec value) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("size", value.size());
        written.put("method", value.method().name().toLowerCase(Locale.ROOT));
        written.put("distill", value.distill());
        return written;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("oneOf", List.of(Map.of("const", true), form.schema()));
    }
}
