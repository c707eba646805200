/** Finds rows that lie together, where nothing is predicted, with Tribuo. Depends on frames, features and the trainers' interface. */
@NullMarked
package dev.cairn.trainers.cluster;

import org.jspecify.annotations.NullMarked;
