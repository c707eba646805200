/** Gradient-boosted trees by XGBoost. Depends on the trainers' own packages, search's spaces, and xgboost4j. */
@NullMarked
package dev.cairn.trainers.boost;

import org.jspecify.annotations.NullMarked;
