/** What can be searched: parameters, conditions, constraints and values; depends on nothing but the parent package. */
@NullMarked
package dev.cairn.search.space;

import org.jspecify.annotations.NullMarked;
