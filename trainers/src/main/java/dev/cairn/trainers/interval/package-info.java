/** Intervals around predicted numbers that hold the truth in a wanted share of rows, learned from held-out residuals. Depends on data, metric and split. */
@NullMarked
package dev.cairn.trainers.interval;

import org.jspecify.annotations.NullMarked;
