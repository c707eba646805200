/** Proposes points to try, as pure functions of space, history, budget left and seed; depends on space, trial and the mathematics of this module. */
@NullMarked
package dev.cairn.search.sampler;

import org.jspecify.annotations.NullMarked;
