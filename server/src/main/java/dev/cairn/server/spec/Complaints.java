package dev.cairn.server.spec;

import dev.cairn.search.sampler.FeasibleShare;
import dev.cairn.search.space.SearchSpace;
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

    /** A study that could not try anything is refused, not started. */
    void checkFeasible(SearchSpace space) {
        if (!FeasibleShare.any(space)) {
            FeasibleShare share = FeasibleShare.of(space);
            add(
                    List.of("constraints"),
                    Code.CONFLICT,
                    "No configuration was found that keeps all constraints: " + share.text() + ".",
                    share.tightest().map(rule -> "Loosen '" + rule + "', or widen the parameters it speaks of."));
        }
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
