/**
 * Random forests, extra-trees and single trees on binned columns. Depends on the trainers' own packages, search's spaces, and the JDK only.
 */
@NullMarked
package dev.cairn.trainers.forest;

import org.jspecify.annotations.NullMarked;
