package dev.cairn.server.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A trainer's state at a step, on disk: a {@link SectionFile} with magic {@code CAIRNCKP}, about the trainer's name, its
 * number the step, and one section {@code state}: weights, optimizer, schedules, streams and cursor as the trainer wrote
 * them. Only a trial process reads the state itself.
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the model; compared by nobody
public record CheckpointFile(String trainer, int step, byte[] state) {
    static final String MAGIC = "CAIRNCKP";
    static final int VERSION = 1;
    static final String SUFFIX = ".ckpt";

    /** Stands for the trainer where the state is a {@link dev.cairn.trainers.FinalModel}, of the folds of a trial that has ended. */
    static final String MODEL = "model of folds";

    private static final String STATE = "state";

    /** Durable when this returns; the name is the content's hash. */
    public SavedCheckpoint write(Path folder) throws IOException {
        SectionFile.Place place =
                new SectionFile(MAGIC, VERSION, trainer, step, Map.of(STATE, state)).write(folder, SUFFIX);
        return new SavedCheckpoint(step, place.path(), place.sha256(), place.bytes());
    }

    /** Whether it holds a model that answers, rather than a state to go on from. */
    public boolean answers() {
        return trainer.equals(MODEL);
    }

    /** Refuses a file that is damaged or of a newer version. */
    public static CheckpointFile read(Path path) throws IOException {
        SectionFile file = SectionFile.read(path, MAGIC, VERSION);
        return new CheckpointFile(file.subject(), file.number(), file.section(STATE));
    }
}
