/** Ask and tell over JSON lines, in memory and without a server, for benchmarks and scripts; depends on search and Jackson only. */
@NullMarked
package dev.cairn.server.asktell;

import org.jspecify.annotations.NullMarked;
