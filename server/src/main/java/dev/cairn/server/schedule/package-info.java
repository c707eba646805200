/**
 * Plans the trials of running studies and tells workers that there is work: filling, hints over Quartz, reaping, reconciling, the end of a study.
 * May depend on search, store and {@code server.spec}; knows nothing of HTTP, of child processes or of the workers that run attempts.
 */
@NullMarked
package dev.cairn.server.schedule;

import org.jspecify.annotations.NullMarked;
