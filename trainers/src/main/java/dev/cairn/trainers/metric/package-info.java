/** Scores predictions against the truth, with intervals. Depends on the tables of {@code dev.cairn.trainers.data} and on search's directions. */
@NullMarked
package dev.cairn.trainers.metric;

import org.jspecify.annotations.NullMarked;
