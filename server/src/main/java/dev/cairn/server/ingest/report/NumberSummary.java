package dev.cairn.server.ingest.report;

import java.util.List;

/**
 * The distribution of a numeric column over the training rows.
 *
 * @param quantiles at 5, 25, 50, 75 and 95 %
 * @param counts rows in each of as many equally wide bins between {@code min} and {@code max}
 */
public record NumberSummary(
        double min, double max, double mean, double deviation, List<Double> quantiles, List<Long> counts) {
    public NumberSummary {
        quantiles = List.copyOf(quantiles);
        counts = List.copyOf(counts);
    }
}
