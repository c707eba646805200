package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.report.RowRoles;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.ingest.report.TargetUse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an ingestion process is to do: read an upload, split a table, or both in this order.
 *
 * @param read the upload to turn into a table; empty when the table exists
 * @param split empty when no rows are to be sealed yet
 */
public record IngestJob(Optional<Read> read, Optional<Split> split, Limits limits) {
    /** Files of the work folder. */
    public static final String JOB_FILE = "job.json";

    public static final String RESULT_FILE = "result.json";
    public static final String SOURCE_FILE = "source";
    public static final String TABLE_FILE = "table.parquet";
    public static final String TRAIN_FILE = "train.frame";
    public static final String VAULT_FILE = "vault.frame";
    public static final String SIDES_FILE = "sides.gz";

    /**
     * An upload to be read.
     *
     * @param idx a zip of idx files, not CSV
     * @param image height, width, channels, as said by the user; empty for a table or when the file says it
     * @param target the column to predict, as said by the user
     * @param preferred targets to take when the user says none, if the table has them
     * @param maxBytes bound of what a packed file may unpack to
     */
    public record Read(
            boolean idx, List<Integer> image, Optional<String> target, List<String> preferred, long maxBytes) {
        public Read {
            image = List.copyOf(image);
            preferred = List.copyOf(preferred);
        }
    }

    /**
     * Rows to be sealed.
     *
     * @param table the table and what to predict; empty means the one that was just read
     * @param fraction share of the rows to seal by hash; 0 when {@code sealed} is given or nothing is to be sealed
     * @param sealed a table all of whose rows are to be sealed
     * @param keyHex the lineage's random key
     * @param keyColumns columns that decide which rows are sealed: the features of the lineage's first version; empty for this one's
     * @param roles columns that tie or order rows
     * @param sealedColumn whose yes marks the rows to seal
     */
    public record Split(
            Optional<Source> table,
            TargetUse use,
            double fraction,
            Optional<Sealed> sealed,
            String keyHex,
            List<String> keyColumns,
            RowRoles roles,
            Optional<String> sealedColumn) {
        public Split {
            keyColumns = List.copyOf(keyColumns);
        }

        /** Without columns that say more about rows than their values do. */
        public Split(
                Optional<Source> table,
                TargetUse use,
                double fraction,
                Optional<Sealed> sealed,
                String keyHex,
                List<String> keyColumns) {
            this(table, use, fraction, sealed, keyHex, keyColumns, RowRoles.NONE, Optional.empty());
        }

        Split withoutRoles() {
            return new Split(table, use, fraction, sealed, keyHex, keyColumns);
        }

        /** Whether rows carry marks. */
        boolean marked() {
            return roles.time().isPresent() || roles.folds().isPresent();
        }

        /** Columns that divide the rows and are not learned from. */
        List<String> apart() {
            return Stream.concat(roles.apart().stream(), sealedColumn.stream()).toList();
        }
    }

    /**
     * A stored table and the column to predict.
     *
     * @param parts the columns that are predicted side by side, of which the last column of the schema has the sets; empty for one target
     */
    public record Source(String path, TableSchema schema, String target, List<String> parts) {
        public Source {
            parts = List.copyOf(parts);
        }

        /** Of one target. */
        public Source(String path, TableSchema schema, String target) {
            this(path, schema, target, List.of());
        }
    }

    /** A stored table that is sealed as a whole. */
    public record Sealed(String name, String path, TableSchema schema) {}

    /** What the database inside the process may use. The Java heap is bounded by the command line. */
    public record Limits(long databaseBytes, int threads) {}
}
