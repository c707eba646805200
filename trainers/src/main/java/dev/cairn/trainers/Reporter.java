package dev.cairn.trainers;

import dev.cairn.search.pruner.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running trial's only contact with the world. */
public interface Reporter {
    /** Tells a measurement and returns the verdict known so far; waits, for a bounded time, at a rung only. */
    Verdict report(Measurement measurement);

    /** Asked often, between batches or rounds: has the trial been called off? */
    boolean cancelled();

    /** Asked between folds: is the trial to be saved and ended as soon as can be, to go on later? */
    default boolean pauseWanted() {
        return false;
    }

    /** Keeps what is needed to go on from here after a crash or a pause. */
    void checkpoint(int step, byte[] state);

    /** Whether the models of a trial that scored this are wanted, since none that is kept is better. */
    default boolean wantsModel(double score) {
        return false;
    }

    /** Keeps the models of a trial that has ended: they answer until there is a better one. */
    default void model(int step, FinalModel model) {}

    void log(String line);

    /** The inverse of {@link #checkpoint}: the state inside a checkpoint file. Whoever wraps the state in a format of its own unwraps it here. */
    default byte[] state(Path checkpoint) throws IOException {
        return Files.readAllBytes(checkpoint);
    }

    /** Opens the out-of-fold predictions of another trial, which only a final evaluation asks for. */
    default OutOfFold outOfFold(Path file) throws IOException {
        throw new IOException("there are no predictions of other trials here: " + file);
    }
}
