package dev.cairn.store;

import java.util.Map;

/** What a completed search trial measured, without the rest of it. */
public record TrialMetrics(int trial, Map<String, Double> metrics) {
    public TrialMetrics {
        metrics = JsonMaps.copy(metrics);
    }
}
