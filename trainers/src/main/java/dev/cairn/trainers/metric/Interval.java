package dev.cairn.trainers.metric;

/** A value and the interval that it is believed to lie in. NaN where undefined. */
public record Interval(double value, double low, double high) {}
