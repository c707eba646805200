/**
 * Fits models to tables: what a trainer is, cross-validation and the final evaluation. Depends on the search library and on this module's data,
 * metrics and splits; knows no store, no scheduler, no network. Trainers are found as services, so that this package depends on none of them.
 */
@NullMarked
package dev.cairn.trainers;

import org.jspecify.annotations.NullMarked;
