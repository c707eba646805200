package dev.cairn.server.spec;

import dev.cairn.server.spec.form.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** The specification can not be run; carries all faults that were found, in the order of the document. */
public final class InvalidSpec extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final List<Fault> faults;

    public InvalidSpec(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("an invalid specification has at least one fault");
        }
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
