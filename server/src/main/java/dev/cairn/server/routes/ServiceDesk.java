package dev.cairn.server.routes;

import dev.cairn.server.ingest.DatasetService;
import dev.cairn.server.ingest.Overlap;
import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.UploadRequest;
import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.ingest.report.Masks;
import dev.cairn.server.ingest.report.Profile;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.Stored;
import dev.cairn.trainers.TaskShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Answers from the dataset service and the store. */
public final class ServiceDesk implements DatasetDesk {
    private static final int MOST_NAMES = 1000;

    private final DatasetService service;
    private final DatasetStore store;

    public ServiceDesk(DatasetService service, DatasetStore store) {
        this.service = service;
        this.store = store;
    }

    @Override
    public Stored<DatasetVersionRecord> upload(InputStream body, UploadRequest request) {
        try {
            return service.upload(body, request);
        } catch (IOException e) {
            throw new UncheckedIOException("the upload could not be read or kept", e);
        }
    }

    @Override
    public Optional<DatasetVersionRecord> find(String reference) {
        return service.find(reference);
    }

    @Override
    public List<String> names() {
        return store.list(Optional.empty(), MOST_NAMES).items().stream()
                .map(DatasetVersionRecord::name)
                .toList();
    }

    @Override
    public long quotaBytes() {
        return service.quotaBytes();
    }

    @Override
    public TableSchema schema(DatasetVersionRecord version) {
        return service.schema(version);
    }

    @Override
    public SplitRecord split(DatasetVersionRecord version, SplitRequest request) {
        try {
            return service.split(version, request);
        } catch (IOException e) {
            throw new UncheckedIOException("the split could not be kept", e);
        }
    }

    @Override
    public Optional<SplitRecord> split(UUID id) {
        return store.split(id);
    }

    @Override
    public List<String> classes(SplitRecord split) {
        return service.classes(split);
    }

    @Override
    public TaskShape shape(SplitRecord split) {
        return service.shape(split);
    }

    @Override
    public Profile profile(SplitRecord split) {
        return service.profile(split);
    }

    @Override
    public ColumnSettings columns(DatasetVersionRecord version) {
        return service.columns(version);
    }

    @Override
    public void sayColumns(DatasetVersionRecord version, ColumnSettings settings) {
        service.sayColumns(version, settings);
    }

    @Override
    public List<Overlap> overlaps(SplitRecord split) {
        try {
            return service.overlaps(split);
        } catch (IOException e) {
            throw new UncheckedIOException("the splits could not be compared", e);
        }
    }

    /** The profile keeps the first rows; there are no others. */
    @Override
    public List<List<Optional<String>>> rows(SplitRecord split, long from, int limit) {
        Profile profile = service.profile(split);
        List<Boolean> personal =
                profile.columns().stream().map(Masks::isPersonal).toList();
        return profile.sample().stream()
                .skip(from)
                .limit(limit)
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> cell(row.get(i), personal.get(i)))
                        .toList())
                .toList();
    }

    private static Optional<String> cell(String text, boolean personal) {
        return text.isEmpty() ? Optional.empty() : Optional.of(personal ? Masks.masked(text) : text);
    }
}
