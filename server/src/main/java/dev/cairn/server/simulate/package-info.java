/** What a specification would do, and what a recorded study would have done, in virtual time; depends on specifications and the search engine. */
@NullMarked
package dev.cairn.server.simulate;

import org.jspecify.annotations.NullMarked;
