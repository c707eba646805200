/**
 * The ingestion process: a JVM of its own that holds the database and reads what users upload, told what to do by a file and answering with
 * one. Depends on {@code csv}, {@code report} and the data package of {@code trainers}.
 */
@NullMarked
package dev.cairn.server.ingest.process;

import org.jspecify.annotations.NullMarked;
