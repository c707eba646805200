/** Numerical methods of this module: random streams, low-discrepancy points, linear algebra, optimisation; depends on the JDK only. */
@NullMarked
package dev.cairn.search.math;

import org.jspecify.annotations.NullMarked;
