package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code {program: sgd, steps: 30}}. */
final class ProgramForm implements Form<ModelSpec> {
    private static final Form<Named> FIELDS = Forms.record(Named.class);

    /** The fields of such a model. */
    record Named(
            @Key(
                    value = "A program that an administrator declared on the workers, in programs.yaml",
                    pattern = ModelSpec.Program.NAME,
                    patternInWords = "Up to 50 of a-z, 0-9, '_' and '-', beginning with a letter.")
            String program,

            @Key(
                    value = "Steps of its longest training, so that trials are judged at parts of it",
                    otherwise = "1",
                    low = 1,
                    high = 1_000_000)
            int steps) {}

    @Override
    public Optional<ModelSpec> read(Tree tree, Faults faults) {
        return FIELDS.read(tree, faults).map(named -> new ModelSpec.Program(named.program(), named.steps()));
    }

    @Override
    public Object write(ModelSpec value) {
        ModelSpec.Program program = (ModelSpec.Program) value;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("program", program.name());
        fields.put("steps", program.steps());
        return fields;
    }

    @Override
    public Map<String, Object> schema() {
        return FIELDS.schema();
    }
}
