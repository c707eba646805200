package dev.cairn.store;

/** An estimate with its interval of confidence; NaN where a metric is undefined. */
public record Interval(double value, double low, double high) {}
