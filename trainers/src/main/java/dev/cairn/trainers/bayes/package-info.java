/** Naive Bayes. Depends on the trainers' own packages, search's spaces, and the JDK only. */
@NullMarked
package dev.cairn.trainers.bayes;

import org.jspecify.annotations.NullMarked;
