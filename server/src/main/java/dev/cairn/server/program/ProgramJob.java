package dev.cairn.server.program;

import dev.cairn.server.trial.TrialTask;
import dev.cairn.server.wire.Json;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a program is given: a file that says everything, the training rows, and a folder for its checkpoints. */
final class ProgramJob {
    private static final String RESUME = "resume";

    private final Path folder;
    private final Path checkpoints;

    private ProgramJob(Path folder, Path checkpoints) {
        this.folder = folder;
        this.checkpoints = checkpoints;
    }

    /** Writes it all into the task's scratch folder. */
    static ProgramJob prepare(TrialTask.Search task) throws IOException {
        TrainJob job = task.job();
        ProgramJob made = new ProgramJob(
                task.scratch(), Files.createDirectories(task.scratch().resolve("checkpoints")));
        FrameCsv.write(job.frame(), made.data());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trial", job.trial());
        fields.put("values", job.values().raw());
        fields.put("seed", job.seed());
        fields.put("maxSteps", job.fidelity().maxSteps());
        fields.put("metric", metric(job));
        fields.put("data", data(job, made.data()));
        fields.put("device", job.device().kind());
        fields.put("threads", job.device().threads());
        fields.put("checkpoints", made.checkpoints.toString());
        if (job.resumeFrom().isPresent()) {
            // A copy: what is stored is shared, and a program may write into its own.
            Path copy = made.checkpoints.resolve(RESUME);
            Files.copy(job.resumeFrom().get(), copy);
            fields.put("resumeFrom", copy.toString());
        }
        Files.writeString(made.file(), Json.text(fields));
        return made;
    }

    private static Map<String, Object> metric(TrainJob job) {
        return Map.of(
                "name", job.objective().metric().wireName(),
                "direction", job.objective().direction().name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, Object> data(TrainJob job, Path csv) throws IOException {
        Frame frame = FrameFile.map(job.frame());
        return Map.of(
                "train", csv.toString(),
                "target", frame.targetName(),
                "task", frame.target().task().name().toLowerCase(Locale.ROOT),
                "rows", frame.rows());
    }

    Path file() {
        return folder.resolve("job.json");
    }

    private Path data() {
        return folder.resolve("train.csv");
    }

    Path folder() {
        return folder;
    }

    /**
     * A file that the program left in its folder.
     *
     * @throws IOException when it is anything but a plain file there
     */
    Path checkpoint(String name) throws IOException {
        Path file = checkpoints.resolve(name).normalize();
        boolean inside =
                checkpoints.equals(file.getParent()) && Files.isRegularFile(file) && !Files.isSymbolicLink(file);
        if (!inside) {
            throw new IOException("'" + name + "' is no file in the folder for checkpoints");
        }
        return file;
    }
}
