/** Linear and logistic regression on Tribuo's parameters and losses. Depends on the trainers' own packages, search's spaces, and Tribuo. */
@NullMarked
package dev.cairn.trainers.linear;

import org.jspecify.annotations.NullMarked;
