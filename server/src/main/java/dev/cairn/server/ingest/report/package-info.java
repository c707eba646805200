/** What is known about a dataset: its faults, schema and profile as plain records; depends on the JDK and on the data package of {@code trainers}. */
@NullMarked
package dev.cairn.server.ingest.report;

import org.jspecify.annotations.NullMarked;
