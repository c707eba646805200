/** Makes probabilities say what they mean. Depends on the JDK only. */
@NullMarked
package dev.cairn.trainers.calibration;

import org.jspecify.annotations.NullMarked;
