/** What is known about a study so far, the states of a trial being types; depends on values only. */
@NullMarked
package dev.cairn.search.trial;

import org.jspecify.annotations.NullMarked;
