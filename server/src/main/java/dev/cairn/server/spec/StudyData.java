package dev.cairn.server.spec;

import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.trainers.TaskShape;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What has to be known of datasets to say whether a specification can be run. */
public interface StudyData {
    /** By id, by name (the newest version) or by name@version. */
    Optional<DatasetVersionRecord> find(String reference);

    /** Names of datasets, to suggest one. */
    List<String> names();

    /** The columns of a version, judged from all its rows. */
    TableSchema schema(DatasetVersionRecord version);

    /** What was said of the version's columns for all studies. */
    default ColumnSettings columns(DatasetVersionRecord version) {
        return ColumnSettings.NONE;
    }

    /**
     * Training rows and sealed rows; made when asked for the first time.
     *
     * @throws dev.cairn.server.ingest.InvalidDataset when the column can not be a target or the rows do not suffice
     */
    SplitRecord split(DatasetVersionRecord version, SplitRequest request);

    Optional<SplitRecord> split(UUID id);

    /** The classes of a split's target in the order of their codes; empty for regression, or where only their number is known. */
    default List<String> classes(SplitRecord split) {
        return List.of();
    }

    /** The task that the training rows of a split make. */
    TaskShape shape(SplitRecord split);
}
