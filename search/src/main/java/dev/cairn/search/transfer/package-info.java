/** What earlier studies teach a new one: which of their configurations to try early; depends on spaces only. */
@NullMarked
package dev.cairn.search.transfer;

import org.jspecify.annotations.NullMarked;
