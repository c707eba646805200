package dev.cairn.search.sampler;

import dev.cairn.search.space.Values;
import java.util.List;

/**
 * What every sampler may be told.
 *
 * @param first configurations to try before the sampler's own: what the user enqueued, then the trainers' defaults
 */
public record SamplerOptions(List<Values> first) {
    public static final SamplerOptions NONE = new SamplerOptions(List.of());

    public SamplerOptions {
        first = List.copyOf(first);
    }
}
