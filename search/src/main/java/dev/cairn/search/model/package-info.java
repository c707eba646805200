/** Statistical models of an objective over the unit cube: densities and Gaussian processes; depends on the mathematics of this module and on spaces. */
@NullMarked
package dev.cairn.search.model;

import org.jspecify.annotations.NullMarked;
