package dev.cairn.trainers;

/** What a trainer makes of the columns of a table by itself, so that only what goes beyond it need be prepared. */
public enum Inputs {
    /** It takes them as they are: missing cells, levels and any scale. */
    COLUMNS,
    /** It turns them into numbers: the median and a mark for missing ones, mean 0 and standard deviation 1, a feature per level. */
    NUMBERS
}
