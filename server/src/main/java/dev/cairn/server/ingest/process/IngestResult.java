package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.Profile;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.trainers.data.Task;
import java.util.List;
import java.util.Optional;

/**
 * What an ingestion process found. With faults, its files mean nothing.
 *
 * @param schema of the table that was read
 * @param target the column that was chosen to be predicted
 * @param format in which the rows came; empty when no upload was read
 * @param failure why the process could not do its work, when that is not the upload's fault; empty otherwise
 * @param diskFull the failure was a full disk
 */
public record IngestResult(
        List<DataFault> faults,
        Optional<TableSchema> schema,
        Optional<String> target,
        Optional<SplitMade> split,
        String format,
        String failure,
        boolean diskFull) {
    public IngestResult {
        faults = List.copyOf(faults);
    }

    /**
     * The two frames of a split.
     *
     * @param vaultRows 0 when there is no vault file
     * @param droppedRows rows in neither: without a target, or equal to a row of a supplied sealed table
     * @param mostLevels of the unordered category that has the most
     */
    public record SplitMade(
            Task task,
            long trainRows,
            long vaultRows,
            long droppedRows,
            int numericFeatures,
            int categoricalFeatures,
            int dateFeatures,
            int textFeatures,
            int mostLevels,
            List<String> classes,
            Profile profile) {
        public SplitMade {
            classes = List.copyOf(classes);
        }
    }

    static IngestResult faulty(List<DataFault> faults) {
        return new IngestResult(faults, Optional.empty(), Optional.empty(), Optional.empty(), "", "", false);
    }

    static IngestResult failed(String failure, boolean diskFull) {
        return new IngestResult(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), "", failure, diskFull);
    }
}
