/** Where the program starts. Wires every part of the server together; everything may be used here, and nothing uses it. */
@NullMarked
package dev.cairn.server;

import org.jspecify.annotations.NullMarked;
