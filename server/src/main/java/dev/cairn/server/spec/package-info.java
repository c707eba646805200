/**
 * What a study is to do: the specification as records, its reader, and its resolution against a dataset and the trainers.
 * May depend on search, trainers, store, {@code server.ingest} and {@code server.wire}; knows nothing of HTTP or scheduling.
 */
@NullMarked
package dev.cairn.server.spec;

import org.jspecify.annotations.NullMarked;
