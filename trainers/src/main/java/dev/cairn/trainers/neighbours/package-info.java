/** The nearest training rows' answers. Depends on the trainers' own packages, search's spaces, and the JDK only. */
@NullMarked
package dev.cairn.trainers.neighbours;

import org.jspecify.annotations.NullMarked;
