/**
 * Turns an uploaded file into an immutable dataset version and a version into sealed and training frames; may depend on
 * {@code store} and on the data package of {@code trainers}, and leaves all parsing to a process of its own.
 */
@NullMarked
package dev.cairn.server.ingest;

import org.jspecify.annotations.NullMarked;
