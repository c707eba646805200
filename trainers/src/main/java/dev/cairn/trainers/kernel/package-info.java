/** Kernel ridge regression and classification. Depends on the trainers' own packages, search's spaces and matrices, and the JDK only. */
@NullMarked
package dev.cairn.trainers.kernel;

import org.jspecify.annotations.NullMarked;
