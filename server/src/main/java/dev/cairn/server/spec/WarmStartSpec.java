package dev.cairn.server.spec;

import dev.cairn.search.transfer.Hint;
import dev.cairn.server.spec.form.FormedBy;
import java.util.List;
import java.util.Optional;

/**
 * Earlier studies whose best configurations are tried early.
 *
 * @param studies by name or id; none where they are to be found
 * @param trials how many configurations are taken at most
 * @param taken those that were, once that is decided: from then on they are part of the study, whatever becomes of the others
 */
@FormedBy(WarmStartForm.class)
public record WarmStartSpec(List<String> studies, int trials, Optional<List<Hint>> taken) {
    static final int USUAL = 5;
    static final int MOST = 50;
    static final int MOST_STUDIES = 20;

    public WarmStartSpec {
        studies = List.copyOf(studies);
        taken = taken.map(List::copyOf);
    }

    boolean automatic() {
        return studies.isEmpty();
    }

    WarmStartSpec with(List<Hint> hints) {
        return new WarmStartSpec(studies, trials, Optional.of(hints));
    }
}
