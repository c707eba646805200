package dev.cairn.server.spec;

import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StudyRecord;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** What stored studies have to teach a new one, by how near their data are. */
final class EarlierSources {
    private final StudyData data;
    private final BiFunction<String, UUID, ResolvedStudy> reopen;

    /**
     * Looks studies up in these data.
     *
     * @param reopen the study of a stored specification on a stored split
     */
    EarlierSources(StudyData data, BiFunction<String, UUID, ResolvedStudy> reopen) {
        this.data = data;
        this.reopen = reopen;
    }

    /** What an earlier study has to teach; nothing if it had another kind of task or none of the trainers, or its data are gone. */
    Optional<WarmStarts.Source> source(StudyRecord before, ResolvedStudy fresh) {
        Optional<SplitRecord> split = before.splitId()
                .flatMap(data::split)
                .filter(s -> s.task().equals(fresh.split().task()));
        if (split.isEmpty()) {
            return Optional.empty();
        }
        StudySpec spec = SpecReader.read(before.specJson()).spec();
        Optional<DatasetVersionRecord> dataset = data.find(spec.dataset());
        boolean shared =
                fresh.trainers().stream().anyMatch(trainer -> spec.model().names(trainer.name()));
        if (dataset.isEmpty() || !shared) {
            return Optional.empty();
        }
        boolean same = dataset.get().datasetId().equals(fresh.dataset().datasetId())
                && spec.target().equals(fresh.spec().target());
        double distance = WarmStarts.distance(
                metaFeatures(split.get(), dataset.get()), metaFeatures(fresh.split(), fresh.dataset()), same);
        return distance >= 1
                ? Optional.empty()
                : Optional.of(WarmStarts.trained(
                        before,
                        distance,
                        () -> reopen.apply(before.specJson(), split.get().id()),
                        fresh));
    }

    private MetaFeatures metaFeatures(SplitRecord split, DatasetVersionRecord dataset) {
        return MetaFeatures.of(data.shape(split), data.schema(dataset), split.target());
    }
}
