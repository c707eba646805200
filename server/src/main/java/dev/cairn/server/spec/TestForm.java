package dev.cairn.server.spec;

import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.server.spec.form.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code 0.2}, {@code {fraction: 0.2}}, {@code {dataset: NAME}} or {@code none}. */
final class TestForm implements Form<TestSetting> {
    private static final String NONE = "none";
    private static final double LEAST = 0.01;
    private static final double MOST = 0.9;

    private final Form<Draft> form = Forms.record(Draft.class);

    /** As spelled. */
    record Draft(
            @Key(value = "Share of the rows to seal", low = LEAST, high = MOST)
            Optional<Double> fraction,

            @Key("Dataset whose rows are sealed instead") Optional<String> dataset,

            @Key(
                    value = "Column that marks the rows to seal",
                    notYet = "Upload those rows as a dataset and write {dataset: NAME}.")
            Optional<String> column) {
        Draft {
            if (fraction.isPresent() == dataset.isPresent()) {
                throw new Misfit("", "Say either a fraction or a dataset.", "Write 0.2, {dataset: NAME} or none.");
            }
        }
    }

    @Override
    public Optional<TestSetting> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar scalar) {
            return scalar.text().equals(NONE) ? Optional.of(new TestSetting.None()) : share(scalar, faults);
        }
        return form.read(tree, faults)
                .map(draft -> draft.fraction().isPresent()
                        ? new TestSetting.Fraction(draft.fraction().get())
                        : new TestSetting.Dataset(draft.dataset().orElseThrow()));
    }

    private static Optional<TestSetting> share(Tree.Scalar scalar, Faults faults) {
        if (!(scalar.value() instanceof Number number)) {
            faults.add(
                    scalar.place(),
                    Code.WRONG_TYPE,
                    "Expected a share, a mapping or none; got " + scalar.kind() + ".",
                    "Write 0.2, {dataset: NAME} or none.");
            return Optional.empty();
        }
        double fraction = number.doubleValue();
        if (!(fraction >= LEAST && fraction <= MOST)) {
            faults.add(
                    scalar.place(),
                    Code.OUT_OF_RANGE,
                    "The share of sealed rows must be from %s to %s; got %s.".formatted(LEAST, MOST, scalar.text()),
                    "Try 0.2, or none for no sealed rows.");
            return Optional.empty();
        }
        return Optional.of(new TestSetting.Fraction(fraction));
    }

    @Override
    public Object write(TestSetting value) {
        if (value instanceof TestSetting.Fraction share) {
            return Map.of("fraction", share.fraction());
        }
        return value instanceof TestSetting.Dataset other ? Map.of("dataset", other.name()) : NONE;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> share = Map.of("type", "number", "minimum", LEAST, "maximum", MOST);
        return Map.of("oneOf", List.of(share, Map.of("const", NONE), form.schema()));
    }
}
