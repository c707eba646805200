/** What is written to and read from the wire: JSON records without behaviour, and the one configuration of JSON. Depends on Jackson only. */
@NullMarked
package dev.cairn.server.wire;

import org.jspecify.annotations.NullMarked;
