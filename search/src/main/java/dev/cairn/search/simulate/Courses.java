package dev.cairn.search.simulate;

import dev.cairn.search.space.Values;

/** Answers how the training of any configuration would go. */
@FunctionalInterface
public interface Courses {
    /**
     * The course of a trial; the same for the same arguments.
     *
     * @param number the trial's, from 1
     */
    Course of(int number, Values values);
}
