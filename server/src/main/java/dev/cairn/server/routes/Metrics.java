package dev.cairn.server.routes;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.metric.Metric;

/** Which way a metric is better. */
final class Metrics {
    private Metrics() {}

    static boolean maximize(String wireName) {
        return Metric.named(wireName)
                .map(m -> m.direction() == Direction.MAXIMIZE)
                .orElse(false);
    }
}
