/** Support vector machines by Tribuo's LibSVM. Depends on the trainers' own packages, search's spaces, and Tribuo. */
@NullMarked
package dev.cairn.trainers.svm;

import org.jspecify.annotations.NullMarked;
