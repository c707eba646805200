package dev.cairn.server.spec;

import dev.cairn.server.ingest.report.ColumnSetting;
import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.server.spec.form.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code {zip: categorical, grade: {kind: ordinal, order: [low, high]}, when: {kind: datetime, format: dd.MM.yyyy}, notes: ignore}}. */
public final class ColumnsForm implements Form<ColumnSettings> {
    private static final int MOST = 10_000;

    private final Form<Draft> form = Forms.record(Draft.class);
    private final Form<Bare> bare = Forms.record(Bare.class);

    /** As spelled. */
    record Draft(
            @Key("As which the column is read; ignore leaves it out of training")
            ColumnSetting.Use kind,

            @Key(value = "Levels of an ordinal column from the least to the greatest", otherwise = "[]", most = 1000)
            List<String> order,

            @Key("How dates are written, like dd.MM.yyyy HH:mm")
            Optional<String> format) {
        Draft {
            try {
                new ColumnSetting(kind, order, format);
            } catch (IllegalArgumentException e) {
                String field = order.isEmpty() ? "format" : "order";
                throw new Misfit(field, e.getMessage() + ".", "See the columns key in the README.");
            }
        }
    }

    /** Of which only the form of its component is used. */
    record Bare(@Key("As which the column is read") ColumnSetting.Use kind) {}

    @Override
    public Optional<ColumnSettings> read(Tree tree, Faults faults) {
        if (!(tree instanceof Tree.Mapping mapping) || mapping.fields().size() > MOST) {
            faults.add(
                    tree.place(),
                    Code.WRONG_TYPE,
                    "Expected columns by name, got " + tree.kind() + ".",
                    "Write it like {zip: categorical}.");
            return Optional.empty();
        }
        int before = faults.count();
        Map<String, ColumnSetting> settings = new LinkedHashMap<>();
        mapping.fields().forEach((name, field) -> setting(field, faults).ifPresent(s -> settings.put(name, s)));
        return faults.count() == before ? Optional.of(ColumnSettings.of(settings)) : Optional.empty();
    }

    private Optional<ColumnSetting> setting(Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar) {
            Map<String, Tree> fields = Map.of("kind", tree);
            Tree.Mapping spelledOut = new Tree.Mapping(tree.place(), fields, Map.of("kind", tree.place()));
            return bare.read(spelledOut, faults).map(b -> ColumnSetting.of(b.kind()));
        }
        return form.read(tree, faults).map(draft -> new ColumnSetting(draft.kind(), draft.order(), draft.format()));
    }

    @Override
    public Object write(ColumnSettings value) {
        Map<String, Object> written = new LinkedHashMap<>();
        value.byName().forEach((name, setting) -> written.put(name, write(setting)));
        return written;
    }

    private Object write(ColumnSetting setting) {
        return setting.order().isEmpty() && setting.format().isEmpty()
                ? ((Map<?, ?>) bare.write(new Bare(setting.use())))
                        .values()
                        .iterator()
                        .next()
                : form.write(new Draft(setting.use(), setting.order(), setting.format()));
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> kinds = Map.of(
                "enum",
                List.of("numeric", "categorical", "ordinal", "boolean", "datetime", "text", "identifier", "ignore"));
        return Map.of("type", "object", "additionalProperties", Map.of("oneOf", List.of(kinds, form.schema())));
    }
}
