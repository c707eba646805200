/**
 * Runs programs of the user's own in the place of trainers: declared by an administrator on the worker, spoken to in JSON lines. Depends on
 * {@code server.trial} and {@code server.worker}, and knows neither the store nor HTTP.
 */
@NullMarked
package dev.cairn.server.program;

import org.jspecify.annotations.NullMarked;
