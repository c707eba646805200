/** The configuration: one record, read once at start from a file and the environment. Depends on the JDK only. */
@NullMarked
package dev.cairn.server.config;

import org.jspecify.annotations.NullMarked;
