package dev.cairn.search.importance;

/**
 * How much two parameters matter together beyond what each does alone.
 *
 * @param share part of the variance of the objective over the space
 * @param low lower end of a 90 % bootstrap interval
 * @param high upper end
 */
public record Interaction(String first, String second, double share, double low, double high) {}
