/** The one door to sealed rows: what passes is counted, what does not is refused and written down; may depend on {@code store}. */
@NullMarked
package dev.cairn.server.vault;

import org.jspecify.annotations.NullMarked;
