package dev.cairn.search.sampler;

import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Hint;
import dev.cairn.search.transfer.Outline;
import java.util.List;

/**
 * What every sampler may be told.
 *
 * @param first configurations to try before the sampler's own: what the user enqueued, then the trainers' defaults
 * @param hints configurations of earlier studies to try early, in this order
 * @param outlines what these studies say of the whole space; one without is believed until its configurations disappoint
 */
public record SamplerOptions(List<Values> first, List<Hint> hints, List<Outline> outlines) {
    public static final SamplerOptions NONE = new SamplerOptions(List.of());

    public SamplerOptions {
        first = List.copyOf(first);
        hints = List.copyOf(hints);
        outlines = List.copyOf(outlines);
    }

    /** Without earlier studies. */
    public SamplerOptions(List<Values> first) {
        this(first, List.of(), List.of());
    }

    /** With earlier studies of which nothing else is known. */
    public SamplerOptions(List<Values> first, List<Hint> hints) {
        this(first, hints, List.of());
    }
}
