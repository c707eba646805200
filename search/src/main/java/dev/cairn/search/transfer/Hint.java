package dev.cairn.search.transfer;

import dev.cairn.search.space.Values;

/**
 * A configuration that did well in an earlier study.
 *
 * @param study name of that study
 * @param distance of that study's data from the new one's, from 0 (the same) to 1
 * @param trial its number there
 * @param values complete in the new space
 */
public record Hint(String study, double distance, int trial, Values values) {
    public Hint {
        Origin.checkDistance(study, distance);
    }
}
