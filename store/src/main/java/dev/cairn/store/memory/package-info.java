/** The stores in memory, for tests and for programs that keep nothing; may depend on {@code store} only. */
@NullMarked
package dev.cairn.store.memory;

import org.jspecify.annotations.NullMarked;
