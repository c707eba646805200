package dev.cairn.server.routes;

import dev.cairn.store.AttemptRef;
import java.util.Optional;

/** Where the printed lines of attempts are found. */
@FunctionalInterface
public interface TrialLogs {
    /** The newest part of what an attempt printed; empty when nothing is kept of it. */
    Optional<String> of(AttemptRef attempt);
}
