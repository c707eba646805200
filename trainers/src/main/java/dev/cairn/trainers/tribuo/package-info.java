/** Our rows in the terms of Tribuo. Depends on the features of {@code dev.cairn.trainers.feature} and on Tribuo. */
@NullMarked
package dev.cairn.trainers.tribuo;

import org.jspecify.annotations.NullMarked;
