/** Decides across trials which of them are hopeless; depends on trial only. */
@NullMarked
package dev.cairn.search.pruner;

import org.jspecify.annotations.NullMarked;
