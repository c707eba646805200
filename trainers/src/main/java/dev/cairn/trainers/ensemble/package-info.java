/** Combines models by what each said about rows it did not learn from. Depends on data, metrics and splits. */
@NullMarked
package dev.cairn.trainers.ensemble;

import org.jspecify.annotations.NullMarked;
