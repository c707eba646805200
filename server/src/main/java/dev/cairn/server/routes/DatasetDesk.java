package dev.cairn.server.routes;

import dev.cairn.server.ingest.Overlap;
import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.ingest.UploadRequest;
import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.ingest.report.Profile;
import dev.cairn.server.ingest.report.RowRoles;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.server.spec.StudyData;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.Stored;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** What the REST interface asks of datasets. */
public interface DatasetDesk extends StudyData {
    /**
     * Reads an upload to its end and keeps it, or finds that its bytes are known.
     *
     * @throws dev.cairn.server.ingest.InvalidDataset when the file can not be used
     * @throws dev.cairn.server.ingest.UploadTooLarge above the quota
     * @throws dev.cairn.server.ingest.StorageFull when the disk is full
     */
    Stored<DatasetVersionRecord> upload(InputStream body, UploadRequest request);

    /**
     * Says what columns are, for all studies to come of any version of the dataset.
     *
     * @throws dev.cairn.server.ingest.InvalidDataset when they can not be read so
     */
    void sayColumns(DatasetVersionRecord version, ColumnSettings settings);

    /** The split of a study that says nothing of its rows but, maybe, its target. */
    default SplitRecord usual(DatasetVersionRecord version, Optional<String> target) {
        String predicted = target.orElseGet(() -> DatasetViews.target(version, schema(version)));
        return split(
                version,
                new SplitRequest(predicted, TestSetting.DEFAULT, TargetUse.AUTO, columns(version), RowRoles.NONE));
    }

    /** What the training rows of a split look like. */
    Profile profile(SplitRecord split);

    /** Other divisions of the same rows that studies use and that cross this one's seal. */
    List<Overlap> overlaps(SplitRecord split);

    /** The first training rows from one on, in column order; a missing cell is empty. May end before the split's rows do. */
    List<List<Optional<String>>> rows(SplitRecord split, long from, int limit);

    /** The largest upload. */
    long quotaBytes();
}
