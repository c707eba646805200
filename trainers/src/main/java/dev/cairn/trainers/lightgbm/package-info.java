/** Gradient-boosted trees by LightGBM. Depends on the trainers' own packages, search's spaces, and lightgbm4j. */
@NullMarked
package dev.cairn.trainers.lightgbm;

import org.jspecify.annotations.NullMarked;
