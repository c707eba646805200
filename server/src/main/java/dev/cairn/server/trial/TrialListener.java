package dev.cairn.server.trial;

import dev.cairn.trainers.Measurement;
import java.util.Optional;

/**
 * Hears what a running trial says. All calls of one run come from one thread at a time and in order; {@link #ended} is
 * the last one and comes exactly once. A listener that blocks holds back its own trial only.
 */
public interface TrialListener {
    /** The child goes on training meanwhile; at a rung it waits for {@link TrialRun#verdict}. */
    void measurement(Measurement measurement);

    void checkpoint(SavedCheckpoint checkpoint);

    /** A line of the trainer's log or of what the process printed. */
    void log(String line);

    /** It waits for this, and is not to blame for the time; empty when it goes on. */
    default void waiting(Optional<String> reason) {}

    void ended(TrialEnd end);
}
