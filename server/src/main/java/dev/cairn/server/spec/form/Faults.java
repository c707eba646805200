package dev.cairn.server.spec.form;

import dev.cairn.server.spec.form.Fault.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects faults, so that all of them are told at once. Not for several threads. */
public final class Faults {
    /** More than this many help nobody. */
    public static final int MOST = 100;

    private final List<Fault> found = new ArrayList<>();

    public void add(Place place, Code code, String detail) {
        add(new Fault(place, code, detail, Optional.empty()));
    }

    public void add(Place place, Code code, String detail, String hint) {
        add(new Fault(place, code, detail, Optional.of(hint)));
    }

    public void add(Place place, Code code, String detail, Optional<String> hint) {
        add(new Fault(place, code, detail, hint));
    }

    public void add(Fault fault) {
        if (found.size() < MOST && !found.contains(fault)) {
            found.add(fault);
        }
    }

    public int count() {
        return found.size();
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the document. */
    public List<Fault> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }
}
