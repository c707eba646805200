package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Tree;

/** How a name that is not known is quoted in a fault. */
final class Names {
    private Names() {}

    static String of(Tree tree) {
        return tree instanceof Tree.Scalar scalar && scalar.text().length() < 60
                ? "'" + scalar.text() + "'"
                : "like " + tree.kind();
    }
}
