/** Studies in virtual time: the decisions of a real one over learning curves that are known beforehand; depends on the search engine only. */
@NullMarked
package dev.cairn.search.simulate;

import org.jspecify.annotations.NullMarked;
