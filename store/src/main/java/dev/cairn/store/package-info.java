/**
 * What Cairn remembers: studies, trials, datasets, workers and files, behind small interfaces over plain records; may depend on
 * {@code search} and the JDK, and knows no web framework, trainer or job scheduler.
 */
@NullMarked
package dev.cairn.store;

import org.jspecify.annotations.NullMarked;
