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
import java.util.stream.Stream;

/** {@code 0.2}, {@code {fraction: 0.2}}, {@code {dataset: NAME}}, {@code {column: NAME}} or {@code none}. */
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

            @Key("Column that marks the rows to seal with yes, true, 1 or test")
            Optional<String> column) {
        Draft {
            if (Stream.of(fraction, dataset, column).filter(Optional::isPresent).count() != 1) {
                throw new Misfit(
                        "",
                        "Say one of a fraction, a dataset or a column.",
                        "Write 0.2, {dataset: NAME}, {column: NAME} or none.");
            }
        }

        TestSetting setting() {
            return fraction.<TestSetting>map(TestSetting.Fraction::new)
                    .or(() -> dataset.map(TestSetting.Dataset::new))
                    .or(() -> column.map(TestSetting.Column::new))
                    .orElseThrow();
        }
    }

    @Override
    public Optional<TestSetting> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar scalar) {
            return scalar.text().equals(NONE) ? Optional.of(new TestSetting.None()) : share(scalar, faults);
        }
        return form.read(tree, faults).map(Draft::setting);
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
        if (value instanceof TestSetting.Column column) {
            return Map.of("column", column.name());
        }
        return value instanceof TestSetting.Dataset other ? Map.of("dataset", other.name()) : NONE;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> share = Map.of("type", "number", "minimum", LEAST, "maximum", MOST);
        return Map.of("oneOf", List.of(share, Map.of("const", NONE), form.schema()));
    }
}
