package dev.cairn.server.spec;

import dev.cairn.search.sampler.Samplers;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.spec.form.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One name of a registry. */
abstract sealed class NamesForm implements Form<String> {
    private final String what;
    private final List<String> names;

    NamesForm(String what, Set<String> names) {
        this.what = what;
        this.names = names.stream().sorted().toList();
    }

    /** What proposes points. */
    static final class Strategies extends NamesForm {
        Strategies() {
            super("search strategy", strategies());
        }
    }

    /** The samplers, and what needs checkpoints beside values. */
    private static Set<String> strategies() {
        Set<String> names = new HashSet<>(Samplers.names());
        names.add(SearchSpec.PBT);
        return names;
    }

    @Override
    public Optional<String> read(Tree tree, Faults faults) {
        String name = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        if (names.contains(name)) {
            return Optional.of(name);
        }
        faults.add(
                tree.place(),
                Code.UNKNOWN_NAME,
                "There is no %s %s.".formatted(what, Names.of(tree)),
                Suggest.hint(name, names));
        return Optional.empty();
    }

    @Override
    public Object write(String value) {
        return value;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("enum", names);
    }
}
