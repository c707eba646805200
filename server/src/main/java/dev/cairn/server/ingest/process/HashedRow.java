package dev.cairn.server.ingest.process;

/**
 * What decides where a row goes.
 *
 * @param labelled whether it has a value to predict
 * @param place between 0 and 1, by the hash of the lineage's key columns, or of its group
 * @param group equal for rows with equal features
 * @param tie equal for rows that have to stay together; the same as {@code group} unless a column says more
 * @param mark a point in time, or the number of a fold; 0 when rows carry none
 * @param placed whether it has the mark that it needs
 * @param said whether a column says that it is to be sealed
 */
record HashedRow(boolean labelled, double place, long group, long tie, long mark, boolean placed, boolean said) {}
