/** Says after the fact which parameters mattered; depends on space, trial and the models of this module. */
@NullMarked
package dev.cairn.search.importance;

import org.jspecify.annotations.NullMarked;
