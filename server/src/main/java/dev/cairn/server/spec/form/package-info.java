/**
 * Reads YAML or JSON into records and remembers where everything stood; depends on the JDK and on snakeyaml-engine only.
 * A {@link dev.cairn.server.spec.form.Form} is the one source of three things: reading, writing and the JSON Schema.
 */
@NullMarked
package dev.cairn.server.spec.form;

import org.jspecify.annotations.NullMarked;
