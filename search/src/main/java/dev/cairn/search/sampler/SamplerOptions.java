package dev.cairn.search.sampler;

import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Hint;
import java.util.List;

/**
 * What every sampler may be told.
 *
 * @param first configurations to try before the sampler's own: what the user enqueued, then the trainers' defaults
 * @param hints configurations of earlier studies to try early, in this order
 */
public record SamplerOptions(List<Values> first, List<Hint> hints) {
    public static final SamplerOptions NONE = new SamplerOptions(List.of());

    public SamplerOptions {
        first = List.copyOf(first);
        hints = List.copyOf(hints);
    }

    /** Without earlier studies. */
    public SamplerOptions(List<Values> first) {
        this(first, List.of());
    }
}
