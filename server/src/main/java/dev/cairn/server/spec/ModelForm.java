package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code mlp}, {@code [linear, xgboost]}, {@code auto} or {@code {program: NAME}}. */
final class ModelForm implements Form<ModelSpec> {
    private static final String AUTO = "auto";
    private static final ProgramForm PROGRAM = new ProgramForm();

    @Override
    public Optional<ModelSpec> read(Tree tree, Faults faults) {
        if (tree instanceof Tree.Scalar scalar && scalar.text().equals(AUTO)) {
            return Optional.of(new ModelSpec.Auto());
        }
        if (tree instanceof Tree.Mapping) {
            return PROGRAM.read(tree, faults);
        }
        if (!(tree instanceof Tree.Sequence list)) {
            return trainer(tree, faults).map(name -> new ModelSpec.Named(List.of(name)));
        }
        if (list.elements().isEmpty()) {
            faults.add(tree.place(), Code.OUT_OF_RANGE, "The list of trainers is empty.", "Name one, or write auto.");
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        int before = faults.count();
        for (Tree element : list.elements()) {
            trainer(element, faults).ifPresent(name -> addOnce(name, names, element, faults));
        }
        return faults.count() == before ? Optional.of(new ModelSpec.Named(names)) : Optional.empty();
    }

    private static void addOnce(String name, List<String> names, Tree element, Faults faults) {
        if (names.contains(name)) {
            faults.add(element.place(), Code.DUPLICATE, "'" + name + "' is there twice.", "Keep one of them.");
        }
        names.add(name);
    }

    private static Optional<String> trainer(Tree tree, Faults faults) {
        String name = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        if (names().contains(name)) {
            return Optional.of(name);
        }
        faults.add(
                tree.place(),
                Code.UNKNOWN_NAME,
                "There is no trainer " + Names.of(tree) + ".",
                Suggest.hint(name, names()));
        return Optional.empty();
    }

    private static List<String> names() {
        return Trainers.all().stream().map(Trainer::name).toList();
    }

    @Override
    public Object write(ModelSpec value) {
        if (value instanceof ModelSpec.Named named) {
            return named.trainers().size() == 1 ? named.trainers().get(0) : named.trainers();
        }
        return value instanceof ModelSpec.Program ? PROGRAM.write(value) : AUTO;
    }

    @Override
    public Map<String, Object> schema() {
        List<String> one = new ArrayList<>(names());
        one.add(AUTO);
        Map<String, Object> several =
                Map.of("type", "array", "items", Map.of("enum", names()), "minItems", 1, "uniqueItems", true);
        return Map.of("oneOf", List.of(Map.of("enum", one), several, PROGRAM.schema()));
    }
}
