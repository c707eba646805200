/** Reads delimited text strictly: every departure from the header's shape is a fault with its line; depends on {@code report} only. */
@NullMarked
package dev.cairn.server.ingest.csv;

import org.jspecify.annotations.NullMarked;
