/** The search engine as a pure library, numbers in and suggestions out; it may depend on the JDK only. */
@NullMarked
package dev.cairn.search;

import org.jspecify.annotations.NullMarked;
