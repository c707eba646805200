package dev.cairn.server.model;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.server.schedule.StudyPlans;
import dev.cairn.server.spec.IntervalsSpec;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.trial.HeapClass;
import dev.cairn.server.trial.PredictJob;
import dev.cairn.server.trial.SavedCheckpoint;
import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialLimits;
import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialPool;
import dev.cairn.server.trial.TrialProcess;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.Interpretable;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.ReadableModel;
import dev.cairn.trainers.TrainingFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Predicts with the model of a study: the one that its final trial kept, or else its best trial so far, which is fitted on all training rows when it
 * is first asked. So there is a model from the first completed trial on.
 */
public final class ModelService implements AutoCloseable {
    private static final long MINUTES = 10;

    private final TrialReader trials;
    private final BlobStore blobs;
    private final StudyPlans plans;
    private final Supplier<TrialPool> pools;
    private final HeapClass heap;
    private final Path work;
    private Optional<TrialPool> pool = Optional.empty();

    /**
     * Models in processes of this pool, which is made when it is first needed.
     *
     * @param work folder for rows while they are predicted
     */
    public ModelService(
            TrialReader trials,
            BlobStore blobs,
            StudyPlans plans,
            Supplier<TrialPool> pools,
            HeapClass heap,
            Path work) {
        this.trials = trials;
        this.blobs = blobs;
        this.plans = plans;
        this.pools = pools;
        this.heap = heap;
        this.work = work;
    }

    /**
     * What the model says about rows, as CSV.
     *
     * @param wanted a trial whose configuration is to answer instead of the study's model
     * @param csv with a header that names the columns of the training rows
     * @throws NoModel when nothing can answer yet
     * @throws UnfitRows when the rows cannot be read as rows of this study's data
     */
    public String predict(StudyRecord study, OptionalInt wanted, InputStream csv) throws IOException {
        ResolvedStudy resolved = resolved(study);
        Chosen chosen = chosen(study, wanted);
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work, "rows-");
        try {
            Path rows = folder.resolve("rows.csv");
            Files.copy(csv, rows);
            TrialEnd end = end(job(study, resolved, chosen, Optional.of(rows)), folder);
            if (end instanceof TrialEnd.Predicted predicted) {
                return Files.readString(predicted.csv());
            }
            throw new IOException("the model could not answer: " + end);
        } finally {
            delete(folder);
        }
    }

    /**
     * A model as a person can read it.
     *
     * @param trial whose configuration it has
     */
    public record Told(int trial, String trainer, String target, ReadableModel model) {}

    /**
     * The model itself.
     *
     * @param wanted a trial whose configuration is to be told instead of the study's model
     * @throws NoModel when there is none yet, or none that a person can read
     */
    public Told tell(StudyRecord study, OptionalInt wanted) throws IOException {
        ResolvedStudy resolved = resolved(study);
        Chosen chosen = chosen(study, wanted);
        String trainer = resolved.trainer(Values.of(chosen.trial().values())).name();
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work, "told-");
        try {
            TrialEnd end = end(job(study, resolved, chosen, Optional.empty()), folder);
            if (end instanceof TrialEnd.Explained explained) {
                return explained
                        .model()
                        .map(model -> new Told(
                                chosen.number(),
                                trainer,
                                resolved.spec().target().name(),
                                model))
                        .orElseThrow(() -> new NoModel(
                                "The model of trial %d (%s) is nothing that a person can read. Those of %s are; 'interpretable: true' allows no others."
                                        .formatted(
                                                chosen.number(), trainer, String.join(" and ", Interpretable.NAMES))));
            }
            throw new IOException("the model could not be told: " + end);
        } finally {
            delete(folder);
        }
    }

    private ResolvedStudy resolved(StudyRecord study) {
        return plans.of(study)
                .trained()
                .filter(ResolvedStudy::trainsHere)
                .orElseThrow(() -> new NoModel("The models of this study are where they were trained, not here."));
    }

    /**
     * Who answers.
     *
     * @param number of the trial whose configuration it is
     */
    private record Chosen(TrialRecord trial, int number, Optional<CheckpointRow> model) {}

    private Chosen chosen(StudyRecord study, OptionalInt wanted) {
        if (wanted.isPresent()) {
            int number = wanted.getAsInt();
            TrialRecord trial = trials.find(study.id(), number)
                    .filter(found -> found.state() == TrialState.COMPLETED)
                    .orElseThrow(() -> new NoModel("Trial " + number + " of this study has not completed."));
            return alone(new Chosen(trial, trial.parent().orElse(number), Optional.empty()));
        }
        Optional<TrialRecord> last =
                trials.finalTrial(study.id()).filter(found -> found.state() == TrialState.COMPLETED);
        if (last.isPresent()) {
            TrialRecord trial = last.get();
            return new Chosen(
                    trial, trial.parent().orElse(trial.number()), trials.checkpoint(study.id(), trial.number()));
        }
        return trials.leaderboard(study.id(), 1).stream()
                .findFirst()
                .flatMap(row -> trials.find(study.id(), row.trial()))
                .map(trial -> alone(new Chosen(trial, trial.number(), Optional.empty())))
                .orElseThrow(() -> new NoModel("No trial of this study has completed yet."));
    }

    /** The values of a trial that went on from another tell half of how its model came to be. */
    private static Chosen alone(Chosen chosen) {
        if (chosen.trial().kind() == TrialKind.SEARCH && chosen.trial().parent().isPresent()) {
            throw new NoModel(
                    "Trial %d is an interval of a member of a population; only the final model of such a study answers."
                            .formatted(chosen.trial().number()));
        }
        return chosen;
    }

    private PredictJob job(StudyRecord study, ResolvedStudy resolved, Chosen chosen, Optional<Path> rows)
            throws IOException {
        ResolvedStudy.Configuration configuration =
                resolved.configuration(Values.of(chosen.trial().values()));
        Optional<Path> model = chosen.model().isPresent()
                ? Optional.of(blobs.path(chosen.model().get().sha256()))
                : Optional.empty();
        return new PredictJob(
                blobs.path(resolved.split().trainSha()),
                model,
                configuration.trainer().name(),
                configuration.values(),
                resolved.objective(),
                new Fidelity(chosen.trial().maxSteps()),
                study.seed(),
                chosen.number(),
                Device.CPU,
                model.isPresent() ? Optional.empty() : intervals(study, resolved, chosen.number()),
                rows);
    }

    /** For a configuration that is fitted now; where the predictions of its trial are gone it answers without. */
    private Optional<PredictJob.Wanted> intervals(StudyRecord study, ResolvedStudy resolved, int trial)
            throws IOException {
        Optional<IntervalsSpec> wanted = resolved.spec().intervals();
        Optional<String> outOfFold =
                trials.find(study.id(), trial).flatMap(TrialRecord::outcome).flatMap(outcome -> outcome.predictions());
        return wanted.isPresent() && outOfFold.isPresent()
                ? Optional.of(new PredictJob.Wanted(wanted.get().levels(), blobs.path(outOfFold.get())))
                : Optional.empty();
    }

    private TrialEnd end(PredictJob job, Path folder) throws IOException {
        TrialTask.Predict task = new TrialTask.Predict(job, folder, TrialLimits.NONE);
        TrialProcess process = pool().lease(Device.CPU, heap);
        try {
            TrialEnd end = process.run(task, new Listener()).end().get(MINUTES, TimeUnit.MINUTES);
            if (end instanceof TrialEnd.Failed failed && failed.kind() == Kind.DATA) {
                throw new UnfitRows(failed.message());
            }
            return end;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a model was to answer", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the model did not answer", e);
        } finally {
            process.close();
        }
    }

    private synchronized TrialPool pool() {
        if (pool.isEmpty()) {
            pool = Optional.of(pools.get());
        }
        return pool.get();
    }

    @Override
    public synchronized void close() {
        pool.ifPresent(TrialPool::close);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Nobody watches a model answer. */
    private static final class Listener implements TrialListener {
        @Override
        public void measurement(Measurement measurement) {}

        @Override
        public void checkpoint(SavedCheckpoint checkpoint) {}

        @Override
        public void log(String line) {}

        @Override
        public void ended(TrialEnd end) {}
    }
}
