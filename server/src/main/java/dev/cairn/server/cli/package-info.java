/** The command line: picocli commands, a client of the REST interface, and what a terminal shows. May depend on every part of the server. */
@NullMarked
package dev.cairn.server.cli;

import org.jspecify.annotations.NullMarked;
