/**
 * Turns columns into the numbers that models want; everything is fitted on the rows that a model learns from. Depends on the tables of
 * {@code dev.cairn.trainers.data}.
 */
@NullMarked
package dev.cairn.trainers.feature;

import org.jspecify.annotations.NullMarked;
