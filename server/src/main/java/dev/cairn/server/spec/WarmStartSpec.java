package dev.cairn.server.spec;

import dev.cairn.search.transfer.Hint;
import dev.cairn.search.transfer.Outline;
import dev.cairn.server.spec.form.FormedBy;
import java.util.List;
import java.util.Optional;

/**
 * Earlier studies whose best configurations are tried early.
 *
 * @param studies by name or id; none where they are to be found
 * @param trials how many configurations are taken at most
 * @param taken those that were, once that is decided: from then on they are part of the study, whatever becomes of the others
 * @param outlines what these studies say of the whole space, kept like what was taken
 */
@FormedBy(WarmStartForm.class)
public record WarmStartSpec(List<String> studies, int trials, Optional<List<Hint>> taken, List<Outline> outlines) {
    static final int USUAL = 5;
    static final int MOST = 50;
    static final int MOST_STUDIES = 20;

    public WarmStartSpec {
        studies = List.copyOf(studies);
        taken = taken.map(List::copyOf);
        outlines = List.copyOf(outlines);
    }

    /** A wish of which nothing is decided yet. */
    WarmStartSpec(List<String> studies, int trials) {
        this(studies, trials, Optional.empty(), List.of());
    }

    boolean automatic() {
        return studies.isEmpty();
    }

    WarmStartSpec with(List<Hint> hints, List<Outline> said) {
        return new WarmStartSpec(studies, trials, Optional.of(hints), said);
    }
}
