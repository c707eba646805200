package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.process.Sides.Side;
import dev.cairn.server.ingest.report.ColumnSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides which rows are sealed. A row's place between 0 and 1 is a keyed hash of the key columns, which are the same in all versions of a
 * dataset, so a row stays on its side. Rows with equal features form a group, and one sealed row seals its group.
 */
final class Sealing {
    private final IngestJob.Split job;
    private final String target;
    private final List<String> features;

    Sealing(IngestJob.Split job, String target, List<ColumnSchema> features) {
        this.job = job;
        this.target = target;
        this.features = features.stream().map(ColumnSchema::name).toList();
    }

    /** The sides when rows are sealed by their hash, or none are. */
    Sides byHash(TableFile table) throws SQLException {
        List<String> key = keyColumns(table);
        boolean sameColumns = key.equals(sorted(features));
        double[][] lowest = {{2, -1}};
        Sides sides = new Sides();
        visit(table, key, (labelled, place, group) -> {
            sides.add(!labelled ? Side.UNLABELLED : place < job.fraction() ? Side.SEALED : Side.TRAIN, group);
            if (labelled && place < lowest[0][0]) {
                lowest[0] = new double[] {place, sides.rows() - 1};
            }
        });
        boolean noneSealed = job.fraction() > 0 && sides.count(Side.SEALED) == 0;
        if (noneSealed && lowest[0][1] >= 0) {
            sides.set((int) lowest[0][1], Side.SEALED);
        }
        if (noneSealed || !sameColumns) {
            sealGroups(sides, Side.SEALED);
        }
        return sides;
    }

    /** The sides when another table is sealed: rows equal to one of its rows leave the training rows. */
    Sides besides(TableFile table, TableFile sealed) throws SQLException {
        Sides theirs = new Sides();
        visit(sealed, List.of(), (labelled, place, group) -> theirs.add(Side.SEALED, group));
        long[] groups = theirs.groups(Side.SEALED);
        Sides sides = new Sides();
        visit(table, List.of(), (labelled, place, group) -> {
            Side side = Arrays.binarySearch(groups, group) >= 0 ? Side.COPY : Side.TRAIN;
            sides.add(labelled ? side : Side.UNLABELLED, group);
        });
        return sides;
    }

    /** The sides of a sealed table: all of its rows, as far as they have a target. */
    Sides whole(TableFile sealed) throws SQLException {
        Sides sides = new Sides();
        visit(
                sealed,
                List.of(),
                (labelled, place, group) -> sides.add(labelled ? Side.SEALED : Side.UNLABELLED, group));
        return sides;
    }

    /** Columns of the first version that this one still has. */
    private List<String> keyColumns(TableFile table) {
        List<String> names = table.schema().names();
        List<String> key = job.keyColumns().stream()
                .filter(name -> names.contains(name) && !name.equals(target))
                .toList();
        return sorted(key.isEmpty() ? features : key);
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    private static void sealGroups(Sides sides, Side side) {
        long[] sealed = sides.groups(side);
        for (int row = 0; row < sides.rows(); row++) {
            if (sides.side(row) == Side.TRAIN && Arrays.binarySearch(sealed, sides.group(row)) >= 0) {
                sides.set(row, side);
            }
        }
    }

    /** What becomes of a row once its values are hashed. */
    @FunctionalInterface
    private interface HashVisitor {
        void row(boolean labelled, double place, long group) throws IOException;
    }

    /** Hashes all rows; columns in the order of their names, since versions may order them differently. */
    private void visit(TableFile table, List<String> key, HashVisitor visitor) throws SQLException {
        List<String> values = sorted(features);
        List<String> columns = new ArrayList<>(values);
        columns.add(target);
        boolean separateKey = !key.isEmpty() && !key.equals(values);
        if (separateKey) {
            columns.addAll(key);
        }
        RowHash hash = new RowHash(job.keyHex());
        table.visit(columns, (number, cells) -> {
            RowHash.Hash row = hash(hash, cells, 0, values.size());
            double place = separateKey
                    ? hash(hash, cells, values.size() + 1, columns.size()).place()
                    : row.place();
            visitor.row(!cells.text(values.size()).isEmpty(), place, row.group());
        });
    }

    private static RowHash.Hash hash(RowHash hash, TableFile.Cells cells, int from, int to) throws SQLException {
        for (int column = from; column < to; column++) {
            cells.hash(hash, column);
        }
        return hash.end();
    }
}
