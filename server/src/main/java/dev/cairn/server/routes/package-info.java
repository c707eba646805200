/**
 * The REST interface and the dashboard's files: one class per resource, thin. The only package that knows the HTTP server; may depend on
 * everything below the wiring, and nothing but the wiring depends on it.
 */
@NullMarked
package dev.cairn.server.routes;

import org.jspecify.annotations.NullMarked;
