/** Immutable files in a folder, named by their content; may depend on {@code store} only. */
@NullMarked
package dev.cairn.store.blob;

import org.jspecify.annotations.NullMarked;
