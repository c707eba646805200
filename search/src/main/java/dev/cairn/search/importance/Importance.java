package dev.cairn.search.importance;

/**
 * How much of being among the best is due to one parameter.
 *
 * @param share part of the whole; the shares of all parameters sum to 1, or are all 0 where nothing mattered
 * @param low lower end of a 90 % bootstrap interval
 * @param high upper end
 */
public record Importance(String parameter, double share, double low, double high) {}
