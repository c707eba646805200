package dev.cairn.server.ingest.report;

import java.util.List;

/**
 * The report on a dataset version: columns and a few rows, of the training rows only.
 *
 * @param target name of the column to be predicted
 * @param trainRows rows that the report is about
 * @param sealedRows rows in the vault, of which nothing else is said
 * @param droppedRows rows in neither part: without a target, or equal to a row of a supplied test dataset
 * @param duplicateRows training rows whose features equal those of an earlier one
 * @param notes what else is worth knowing, in sentences
 * @param nearDuplicateRows rows of the {@code comparedRows} first ones that nearly repeat an earlier one
 * @param sample the first training rows as text, cell by cell in column order; a missing cell is empty
 */
public record Profile(
        String target,
        long trainRows,
        long sealedRows,
        long droppedRows,
        long duplicateRows,
        List<ColumnProfile> columns,
        List<String> notes,
        List<List<String>> sample,
        long nearDuplicateRows,
        long comparedRows) {
    public Profile {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
        sample = sample.stream().map(List::copyOf).toList();
    }
}
