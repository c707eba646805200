package dev.cairn.server.simulate;

import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.spec.StudyData;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.trainers.TaskShape;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** There are no datasets: clients train. */
final class NoData implements StudyData {
    @Override
    public Optional<DatasetVersionRecord> find(String reference) {
        return Optional.empty();
    }

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public TableSchema schema(DatasetVersionRecord version) {
        throw none();
    }

    @Override
    public SplitRecord split(DatasetVersionRecord version, SplitRequest request) {
        throw none();
    }

    @Override
    public Optional<SplitRecord> split(UUID id) {
        return Optional.empty();
    }

    @Override
    public TaskShape shape(SplitRecord split) {
        throw none();
    }

    private static IllegalStateException none() {
        return new IllegalStateException("a study that clients train has no dataset");
    }
}
