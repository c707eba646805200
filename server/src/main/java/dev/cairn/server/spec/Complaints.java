package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Tree;
import java.util.List;
import java.util.Optional;

/** Collects faults of a specification that was read, by paths such as {@code space/lr}. */
final class Complaints {
    private final Tree tree;
    private final Faults faults = new Faults();

    Complaints(Tree tree) {
        this.tree = tree;
    }

    void add(List<String> path, Code code, String detail, Optional<String> hint) {
        faults.add(tree.find(path), code, detail, hint);
    }

    void add(List<String> path, Code code, String detail, String hint) {
        add(path, code, detail, Optional.of(hint));
    }

    int count() {
        return faults.count();
    }

    /** @throws InvalidSpec when there are any */
    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidSpec(faults.inOrder());
        }
    }
}
