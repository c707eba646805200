/** Factorization machines by Tribuo. Depends on the trainers' own packages, search's spaces, and Tribuo. */
@NullMarked
package dev.cairn.trainers.factorization;

import org.jspecify.annotations.NullMarked;
