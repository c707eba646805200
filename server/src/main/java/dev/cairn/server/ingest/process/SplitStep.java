package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.ColumnFacts;
import dev.cairn.server.ingest.process.IngestResult.SplitMade;
import dev.cairn.server.ingest.process.Sides.Side;
import dev.cairn.server.ingest.report.ColumnFlag;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnProfile;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import dev.cairn.server.ingest.report.Profile;
import dev.cairn.server.ingest.report.TargetCheck;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Splits a table into the frame that trainers see and the frame in the vault. */
final class SplitStep {
    private static final int FEWEST_TRAINING_ROWS = 8;
    private static final int SMALL_VAULT = 30;

    private final TableFile table;
    private final Optional<TableFile> sealed;
    private final String target;
    private final IngestJob.Split job;
    private final FaultList faults;
    private final List<ColumnSchema> features;
    private final List<String> notes = new ArrayList<>();

    SplitStep(TableFile table, Optional<TableFile> sealed, String target, IngestJob.Split job, FaultList faults) {
        this.table = table;
        this.sealed = sealed;
        this.target = target;
        this.job = job;
        this.faults = faults;
        this.features = table.schema().features(target).stream()
                .filter(column -> !job.apart().contains(column.name()))
                .toList();
    }

    /** What was made in the work folder; empty when there were faults. */
    Optional<SplitMade> run(Path work) throws IOException, SQLException {
        TargetCheck check = check();
        check.faults().forEach(faults::add);
        if (check.fits() && sealed.isPresent()) {
            String name = job.sealed().orElseThrow().name();
            SealedTable.check(
                    name, sealed.get().schema(), features, table.schema().column(target), faults);
        }
        if (check.fits() && faults.isEmpty() && features.isEmpty()) {
            faults.add(
                    clusters()
                            ? DataFault.ofFile(
                                    "no-features",
                                    "Beside what is left out and the columns that divide the rows there is no column.",
                                    "Add a column by which rows can be alike.")
                            : DataFault.ofColumn(
                                    target,
                                    "no-features",
                                    "Beside '" + target
                                            + "' and the columns that divide the rows nothing is left to learn from.",
                                    "Add a column to predict it from."));
        }
        return faults.isEmpty() ? split(check.classes(), work) : Optional.empty();
    }

    /** Nothing is predicted. */
    private boolean clusters() {
        return target.isEmpty();
    }

    private TargetCheck check() {
        if (clusters()) {
            return new TargetCheck(false, List.of());
        }
        return table.parts().isEmpty()
                ? TargetCheck.of(table.schema(), target, job.use())
                : new TargetCheck(true, List.of());
    }

    private Optional<SplitMade> split(boolean classes, Path work) throws IOException, SQLException {
        Sealing sealing = new Sealing(job, target, features, faults);
        Sides sides = sealed.isPresent() ? sealing.besides(table, sealed.get()) : sealing.parts(table);
        TableFile vaultTable = sealed.orElse(table);
        Sides vaultSides = sealed.isPresent() ? sealing.whole(vaultTable) : sides;
        long trainRows = sides.count(Side.TRAIN);
        long vaultRows = vaultSides.count(Side.SEALED);
        checkSizes(trainRows, vaultRows);
        ClassCounts counts = new ClassCounts();
        if (classes) {
            counts.add(table, target, sides);
            if (sealed.isPresent()) {
                counts.add(vaultTable, target, vaultSides);
            }
            counts.check(target, faults);
            if (table.parts().isEmpty()) {
                counts.note(vaultRows > 0, notes);
            }
        }
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        try (Beside<Suspicions> suspicions =
                Beside.begun(table, beside -> Suspicions.of(beside, sides, features, target, classes))) {
            Profiler profiler = Profiler.of(table, sides);
            writeFrames(work, sides, vaultSides, profiler, classes ? Optional.of(counts.labels()) : Optional.empty());
            SidesFile.write(sides, work.resolve(IngestJob.SIDES_FILE));
            return Optional.of(made(sides, vaultRows, counts.labels(), classes, profiler, suspicions.result()));
        }
    }

    private void writeFrames(Path work, Sides sides, Sides vaultSides, Profiler profiler, Optional<List<String>> labels)
            throws IOException, SQLException {
        FrameSchema schema = frameSchema(profiler, labels);
        FrameCopy copy = new FrameCopy(schema, features, pixelScale(profiler));
        Path train = work.resolve(IngestJob.TRAIN_FILE);
        Path vault = work.resolve(IngestJob.VAULT_FILE);
        if (sealed.isPresent()) {
            copy.write(table, sides, Map.of(Side.TRAIN, train));
            copy.write(sealed.get(), vaultSides, Map.of(Side.SEALED, vault));
        } else {
            copy.write(
                    table,
                    sides,
                    sides.count(Side.SEALED) > 0
                            ? Map.of(Side.TRAIN, train, Side.SEALED, vault)
                            : Map.of(Side.TRAIN, train));
        }
    }

    private void checkSizes(long trainRows, long vaultRows) {
        if (trainRows < FEWEST_TRAINING_ROWS) {
            faults.add(DataFault.ofFile(
                    "too-few-training-rows",
                    "Only " + trainRows + " rows are left to train on; at least " + FEWEST_TRAINING_ROWS
                            + " are needed.",
                    "Add rows, or seal a smaller share."));
        }
        if (sealed.isPresent() && vaultRows == 0) {
            faults.add(DataFault.ofFile(
                    "test-no-rows",
                    clusters()
                            ? "The test dataset has no rows."
                            : "No row of the test dataset has a value for '" + target + "'.",
                    ""));
        }
        if (vaultRows > 0 && vaultRows < SMALL_VAULT) {
            notes.add("Only " + vaultRows + " rows are sealed: the test score will have a wide interval.");
        }
    }

    private FrameSchema frameSchema(Profiler profiler, Optional<List<String>> labels) {
        List<Feature> columns = features.stream()
                .map(column -> switch (column.kind()) {
                    case NUMERIC -> Feature.numeric(column.name());
                    case PIXEL -> Feature.pixel(column.name());
                    case DATETIME -> Feature.datetime(column.name());
                    case TEXT -> Feature.text(column.name());
                    case CATEGORICAL -> Feature.categorical(column.name(), profiler.levels(column.name()));
                    case ORDINAL ->
                        Feature.ordinal(column.name(), column.order().orElseGet(() -> profiler.levels(column.name())));
                    case BOOLEAN -> truth(column.name(), profiler.levels(column.name()));
                    case IDENTIFIER ->
                        throw new IllegalStateException("an identifier is never a feature: " + column.name());
                })
                .toList();
        FrameSchema.TargetColumn answer = labels.<FrameSchema.TargetColumn>map(
                        l -> new FrameSchema.ClassTarget(target, l, table.parts()))
                .orElseGet(() -> clusters() ? new FrameSchema.NoTarget() : new FrameSchema.NumberTarget(target));
        var s = table.schema();
        boolean image = s.hasImage() && columns.stream().allMatch(c -> c.kind() == FrameSchema.Kind.PIXEL);
        return new FrameSchema(
                columns,
                answer,
                image
                        ? Optional.of(new ImageShape(s.imageHeight(), s.imageWidth(), s.imageChannels()))
                        : Optional.empty(),
                job.marked());
    }

    /** Yes and no, if the training rows hold both. */
    private static Feature truth(String name, List<String> levels) {
        if (levels.size() != 2) {
            return Feature.categorical(name, levels);
        }
        boolean swapped = ColumnFacts.isYes(levels.get(0));
        return Feature.truth(name, levels.get(swapped ? 1 : 0), levels.get(swapped ? 0 : 1));
    }

    /** Pixels that were counted in 0..1 or 0..16 are stretched, as a frame's pixels lie in 0..255. */
    private static double pixelScale(Profiler profiler) {
        double brightest = profiler.profiles().stream()
                .filter(p -> p.kind() == ColumnKind.PIXEL)
                .mapToDouble(p -> p.numbers().map(n -> n.max()).orElse(0.0))
                .max()
                .orElse(255);
        double white = brightest <= 1 ? 1 : brightest <= 16 ? 16 : 255;
        return 255 / white;
    }

    private SplitMade made(
            Sides sides, long vaultRows, List<String> labels, boolean classes, Profiler profiler, Suspicions suspicions)
            throws SQLException {
        long unlabelled = sides.count(Side.UNLABELLED);
        long copies = sides.count(Side.COPY);
        long trainRows = sides.count(Side.TRAIN);
        if (unlabelled > 0) {
            notes.add(unlabelled + " rows without a value for '" + target + "' are left out.");
        }
        long timeless = sides.count(Side.TIMELESS);
        if (timeless > 0) {
            notes.add(timeless + " rows without a moment by which to order them are left out.");
        }
        if (copies > 0) {
            notes.add(copies + " training rows are left out because a sealed row has the same features.");
        }
        if (suspicions.conflicts() > 0 && job.roles().groups().isEmpty()) {
            notes.add(suspicions.conflicts() + " sets of training rows have equal features and different classes.");
        }
        NearCopies.Found near = suspicions.near();
        noteNearCopies(near);
        List<ColumnProfile> columns = marked(profiler.profiles(), suspicions.leaks());
        Profile profile = new Profile(
                target,
                trainRows,
                vaultRows,
                unlabelled + copies + timeless,
                duplicates(sides),
                columns,
                notes,
                profiler.sample(),
                near.rows(),
                near.of());
        int categorical =
                (int) features.stream().filter(c -> c.kind().isLabels()).count();
        int texts = count(ColumnKind.TEXT);
        List<String> known = table.parts().isEmpty()
                ? labels
                : table.parts().stream().map(FrameSchema.LabelColumn::name).toList();
        return new SplitMade(
                task(classes, labels),
                trainRows,
                vaultRows,
                unlabelled + copies + timeless,
                features.size() - categorical - texts,
                categorical,
                count(ColumnKind.DATETIME),
                texts,
                mostLevels(profiler),
                classes ? known : List.of(),
                profile);
    }

    private Task task(boolean classes, List<String> labels) {
        if (!classes) {
            return clusters() ? Task.CLUSTERING : Task.REGRESSION;
        }
        if (!table.parts().isEmpty()) {
            return Task.MULTILABEL;
        }
        return labels.size() == 2 ? Task.BINARY : Task.MULTICLASS;
    }

    private void noteNearCopies(NearCopies.Found near) {
        if (near.rows() > 0) {
            notes.add(near.rows() + " of the first " + near.of()
                    + " training rows nearly repeat an earlier one (all but one cell,"
                    + " or small differences of numbers): a score may be of what was seen. If they belong together, name what"
                    + " ties them in validate: {groups: …}.");
        }
    }

    private int mostLevels(Profiler profiler) {
        return features.stream()
                .filter(column -> column.kind() == ColumnKind.CATEGORICAL)
                .mapToInt(column -> profiler.levels(column.name()).size())
                .max()
                .orElse(0);
    }

    private int count(ColumnKind kind) {
        return (int) features.stream().filter(c -> c.kind() == kind).count();
    }

    private List<ColumnProfile> marked(List<ColumnProfile> columns, Set<String> leaks) {
        return columns.stream()
                .map(column -> leaks.contains(column.name())
                        ? column.flagged(
                                ColumnFlag.LEAK,
                                "Alone, it tells '" + target
                                        + "' nearly perfectly: was it known before? Otherwise leave it out.")
                        : column)
                .toList();
    }

    private static long duplicates(Sides sides) {
        long[] groups = sides.groups(Side.TRAIN);
        long duplicates = 0;
        for (int i = 1; i < groups.length; i++) {
            if (groups[i] == groups[i - 1]) {
                duplicates++;
            }
        }
        return duplicates;
    }
}
