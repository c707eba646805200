/**
 * Offers slots and runs attempts on them: claim, lease, measurements, verdicts, checkpoints, the fenced finish.
 * May depend on {@code server.schedule}, {@code server.trial}, {@code server.spec}, store, trainers and search; knows nothing of HTTP.
 */
@NullMarked
package dev.cairn.server.worker;

import org.jspecify.annotations.NullMarked;
