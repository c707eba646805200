package dev.cairn.trainers.feature;

/**
 * What a feature is, for people: a column's value, taken from a centre and divided by a unit.
 *
 * @param what a weight of it is for, in words
 * @param centre subtracted from the value
 * @param deviation that it is divided by
 * @param missing stands for a missing value, in the column's own unit; NaN where nothing does
 */
public record Reading(String name, String what, double centre, double deviation, double missing) {
    static Reading flag(String name, String what) {
        return new Reading(name, what, 0, 1, Double.NaN);
    }
}
