/** Reads delimited text strictly: every departure from the header's shape is a fault with its line; and reads JSON and ARFF in the same way; depends on {@code report} and on Jackson only. */
@NullMarked
package dev.cairn.server.ingest.csv;

import org.jspecify.annotations.NullMarked;
