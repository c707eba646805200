package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.process.Sides.Side;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which rows are sealed. A row's place between 0 and 1 is a keyed hash of the key columns, which are the same in all versions of a
 * dataset, so a row stays on its side; or of its group. Rows with equal features never stand on both sides: one sealed row seals its like, or,
 * where that would bend time or what the user said, drives them out of the training rows.
 */
final class Sealing {
    /** More sealed rows than this many times the share, and a few, are too many. */
    private static final double MOST_SPREAD = 1.2;

    private static final int FEW = 10;

    private final IngestJob.Split job;
    private final String target;
    private final List<String> features;
    private final FaultList faults;

    Sealing(IngestJob.Split job, String target, List<ColumnSchema> features, FaultList faults) {
        this.job = job;
        this.target = target;
        this.features = sorted(features.stream().map(ColumnSchema::name).toList());
        this.faults = faults;
    }

    /** The sides of a table of which a part is sealed, or nothing. */
    Sides parts(TableFile table) throws SQLException {
        Sides sides = new Sides();
        if (job.sealedColumn().isPresent()) {
            reader(table, List.of()).visit(row -> sides.add(side(row, row.said()), row));
            sides.driveOut(Side.SEALED);
            checkSaid(sides);
        } else if (job.roles().time().isPresent() && job.fraction() > 0) {
            byTime(table, sides);
        } else {
            return byHash(table);
        }
        return sides;
    }

    private static Side side(HashedRow row, boolean sealed) {
        if (!row.labelled()) {
            return Side.UNLABELLED;
        }
        if (!row.placed()) {
            return Side.TIMELESS;
        }
        return sealed ? Side.SEALED : Side.TRAIN;
    }

    private void checkSaid(Sides sides) {
        if (sides.count(Side.SEALED) == 0 || sides.count(Side.TRAIN) == 0) {
            String column = job.sealedColumn().orElseThrow();
            faults.add(DataFault.ofColumn(
                    column,
                    "test-column",
                    "Column '" + column + "' marks " + sides.count(Side.SEALED) + " rows to seal and "
                            + sides.count(Side.TRAIN) + " to train on.",
                    "Rows to seal say yes, true, 1 or test; all others are trained on."));
        }
    }

    /**
     * Studies of other targets seal the same rows, if they can: where rows of equal features have many values of a target that decides, one
     * would seal all, and then the features alone decide.
     */
    private Sides byHash(TableFile table) throws SQLException {
        List<String> key = keyColumns(table);
        Sides sides = byHash(table, key);
        boolean spread = sides.count(Side.SEALED) > MOST_SPREAD * job.fraction() * sides.rows() + FEW;
        return key.contains(target) && spread
                ? byHash(
                        table, key.stream().filter(name -> !name.equals(target)).toList())
                : sides;
    }

    private Sides byHash(TableFile table, List<String> wanted) throws SQLException {
        List<String> key = wanted.isEmpty() ? features : wanted;
        Sides sides = new Sides();
        double[][] lowest = {{2, -1}};
        reader(table, key).visit(row -> {
            sides.add(side(row, row.place() < job.fraction()), row);
            if (row.labelled() && row.place() < lowest[0][0]) {
                lowest[0] = new double[] {row.place(), sides.rows() - 1};
            }
        });
        boolean noneSealed = job.fraction() > 0 && sides.count(Side.SEALED) == 0;
        if (noneSealed && lowest[0][1] >= 0) {
            sides.set((int) lowest[0][1], Side.SEALED);
        }
        if (job.roles().groups().isPresent()) {
            sides.mergeTies();
        }
        if (noneSealed || !key.equals(features) || job.roles().groups().isPresent()) {
            sides.sealGroups();
        }
        return sides;
    }

    private void byTime(TableFile table, Sides sides) throws SQLException {
        reader(table, List.of()).visit(row -> sides.add(side(row, false), row));
        long[] moments = sides.marks(Side.TRAIN);
        Arrays.sort(moments);
        if (moments.length == 0 || moments[0] == moments[moments.length - 1]) {
            String column = job.roles().time().orElseThrow();
            faults.add(DataFault.ofColumn(
                    column,
                    "one-moment",
                    "All rows have the same moment in '" + column + "', so there are no latest ones to seal.",
                    "Name another column, or write test: none."));
            return;
        }
        long from = moments[Math.min(moments.length - 1, (int) ((1 - job.fraction()) * moments.length))];
        long sealedFrom = from == moments[0] ? from + 1 : from;
        for (int row = 0; row < sides.rows(); row++) {
            if (sides.side(row) == Side.TRAIN && sides.mark(row) >= sealedFrom) {
                sides.set(row, Side.SEALED);
            }
        }
        sides.driveOut(Side.SEALED);
    }

    /** The sides when another table is sealed: rows equal to one of its rows leave the training rows. */
    Sides besides(TableFile table, TableFile sealed) throws SQLException {
        Set<Long> groups = new HashSet<>();
        for (long group : whole(sealed).groups(Side.SEALED)) {
            groups.add(group);
        }
        Sides sides = new Sides();
        reader(table, List.of()).visit(row -> {
            Side side = side(row, false);
            sides.add(side == Side.TRAIN && groups.contains(row.group()) ? Side.COPY : side, row);
        });
        if (job.roles().groups().isPresent()) {
            sides.mergeTies();
        }
        return sides;
    }

    /** The sides of a sealed table: all of its rows, as far as they have a target. */
    Sides whole(TableFile sealed) throws SQLException {
        IngestJob.Split plain = job.withoutRoles();
        Sides sides = new Sides();
        new RowReader(sealed, plain, target, features, List.of())
                .visit(row -> sides.add(row.labelled() ? Side.SEALED : Side.UNLABELLED, row));
        return sides;
    }

    private RowReader reader(TableFile table, List<String> key) {
        return new RowReader(table, job, target, features, key);
    }

    /** Columns of the first version that this one still has, whatever is predicted: studies of other targets seal the same rows. */
    private List<String> keyColumns(TableFile table) {
        List<String> names = table.stored().stream().map(ColumnSchema::name).toList();
        List<String> parts = table.parts().stream().map(LabelColumn::name).toList();
        List<String> key = job.keyColumns().stream()
                .filter(name -> names.contains(name) && !parts.contains(name))
                .toList();
        return sorted(key.isEmpty() ? features : key);
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
