package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.server.spec.form.TreeReader;
import dev.cairn.server.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads specifications, YAML or JSON, and writes them. */
public final class SpecReader {
    private static final Form<StudySpec> FORM = Forms.record(StudySpec.class);

    private SpecReader() {}

    /**
     * Reads what can be judged without a dataset.
     *
     * @throws InvalidSpec with all faults
     */
    public static SpecDocument read(String text) {
        Faults faults = new Faults();
        Optional<Tree> tree = TreeReader.read(text, faults);
        if (!faults.isEmpty() || tree.isEmpty()) {
            tree.ifPresent(t -> {
                FORM.read(t, faults);
                Clustering.checkTarget(t, faults);
            });
            throw new InvalidSpec(faults.inOrder());
        }
        return read(tree.get(), text);
    }

    /** The same of a document that is no longer text. */
    static SpecDocument read(Tree tree, String text) {
        Faults faults = new Faults();
        Optional<StudySpec> spec = FORM.read(tree, faults);
        Clustering.checkTarget(tree, faults);
        if (!faults.isEmpty() || spec.isEmpty()) {
            throw new InvalidSpec(faults.inOrder());
        }
        return new SpecDocument(spec.get(), tree, text);
    }

    /** The canonical spelling: JSON with defaults filled in, fields in the order of the record. Reading it gives an equal specification. */
    public static String write(StudySpec spec) {
        return Json.text(FORM.write(spec));
    }

    /** The JSON Schema of specifications. */
    public static Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Cairn study specification");
        schema.putAll(FORM.schema());
        schema.put("anyOf", Clustering.schema());
        return schema;
    }
}
