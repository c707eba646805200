package dev.cairn.store;

import java.util.List;

/**
 * What was measured in a study since a cursor, in a total order that later commits cannot get in front of.
 *
 * @param cursor hand it in next time; 0 is the beginning
 */
public record MeasurementFeed(long cursor, List<Item> items) {
    public MeasurementFeed {
        items = List.copyOf(items);
    }

    /** A measurement and who made it. */
    public record Item(int trial, int attempt, MeasurementRow measurement) {}
}
