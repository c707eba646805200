/** What better means with several losses at once: domination, fronts, hypervolume; arrays in, arrays out, depends on the parent package only. */
@NullMarked
package dev.cairn.search.pareto;

import org.jspecify.annotations.NullMarked;
