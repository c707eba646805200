/** Divides rows for validation so that equal rows stay together. Depends on the tables of {@code dev.cairn.trainers.data}. */
@NullMarked
package dev.cairn.trainers.split;

import org.jspecify.annotations.NullMarked;
