package dev.cairn.search.pruner;

import dev.cairn.search.trial.Explanation;

/**
 * A paused trial that goes on from its checkpoint.
 *
 * @param trial its number
 */
public record Promotion(int trial, Explanation why) {}
