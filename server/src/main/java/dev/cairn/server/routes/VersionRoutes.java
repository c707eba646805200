package dev.cairn.server.routes;

import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.schedule.StudyService;
import dev.cairn.server.wire.PageJson;
import dev.cairn.server.wire.VersionJson;
import dev.cairn.store.CairnStores;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.VaultStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The line of a dataset's versions, who uses them, and their end. */
final class VersionRoutes {
    private final DatasetDesk desk;
    private final CairnStores stores;
    private final StudyService studies;
    private final Lookup lookup;

    VersionRoutes(Services services, Lookup lookup) {
        this.desk = services.datasets();
        this.stores = services.stores();
        this.studies = services.studies();
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/datasets/{dataset}/versions", this::versions);
        api.delete("/datasets/{dataset}", this::delete, "force");
    }

    private Answer versions(Request request) {
        List<DatasetVersionRecord> line =
                stores.datasets().versions(lookup.dataset(request).name());
        List<VersionJson> versions = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            Optional<DatasetVersionRecord> before =
                    i + 1 < line.size() ? Optional.of(line.get(i + 1)) : Optional.empty();
            versions.add(view(line.get(i), before));
        }
        return Answer.ok(PageJson.of(versions));
    }

    private VersionJson view(DatasetVersionRecord version, Optional<DatasetVersionRecord> before) {
        TableSchema schema = desk.schema(version);
        Optional<TableSchema> earlier = before.map(desk::schema);
        return new VersionJson(
                DatasetViews.ref(version),
                version.sourceSha(),
                version.format(),
                version.rows(),
                version.columns(),
                DatasetViews.target(version, schema),
                before.map(DatasetVersionRecord::number),
                before.map(b -> version.rows() - b.rows()),
                earlier.map(e -> without(schema, e)).orElse(List.of()),
                earlier.map(e -> without(e, schema)).orElse(List.of()),
                earlier.map(e -> changed(e, schema)).orElse(List.of()),
                stores.vaults().used(version.id()).stream()
                        .map(used -> new VersionJson.Use(
                                used.split().test(), used.split().target(), used.studies()))
                        .toList(),
                sealedFor(version),
                version.createdAt());
    }

    private static List<String> without(TableSchema schema, TableSchema other) {
        List<String> names = other.names();
        return schema.names().stream().filter(name -> !names.contains(name)).toList();
    }

    private static List<String> changed(TableSchema before, TableSchema schema) {
        return schema.columns().stream()
                .filter(column -> before.column(column.name())
                        .map(ColumnSchema::kind)
                        .filter(kind -> kind != column.kind())
                        .isPresent())
                .map(ColumnSchema::name)
                .toList();
    }

    private List<String> sealedFor(DatasetVersionRecord version) {
        return stores.vaults().sealingAll("dataset:" + version.name() + "@" + version.number()).stream()
                .flatMap(used -> used.studies().stream())
                .sorted()
                .toList();
    }

    /**
     * A version that studies use stays. By force they go with it, if all of them are over; a study of another dataset that tests on its rows
     * keeps them, since a vault is a copy.
     */
    private Answer delete(Request request) {
        DatasetVersionRecord version = lookup.dataset(request);
        request.requireMatch(DatasetViews.etag(version));
        boolean force = request.query("force").map("true"::equals).orElse(false);
        List<String> users = stores.vaults().used(version.id()).stream()
                .map(VaultStore.Used::studies)
                .flatMap(List::stream)
                .sorted()
                .toList();
        if (!force) {
            refuseUsed(version, users);
        }
        List<StudyRecord> gone = users.stream()
                .flatMap(name -> stores.studies().find(name).stream())
                .toList();
        List<String> live = gone.stream()
                .filter(study -> !study.state().terminal())
                .map(StudyRecord::name)
                .toList();
        if (!live.isEmpty()) {
            throw new StoreConflict("studies that are not over use " + named(version) + ": " + String.join(", ", live)
                    + "; cancel them first");
        }
        gone.forEach(study -> studies.delete(study.id()));
        stores.datasets().delete(version.id());
        return Answer.nothing();
    }

    private void refuseUsed(DatasetVersionRecord version, List<String> users) {
        List<String> all = Stream.concat(
                        users.stream(), sealedFor(version).stream().map(name -> name + " (tests on its rows)"))
                .toList();
        if (!all.isEmpty()) {
            throw new StoreConflict("studies use " + named(version) + ": " + String.join(", ", all)
                    + "; force=true deletes those of its own rows with it, with their results and models");
        }
    }

    private static String named(DatasetVersionRecord version) {
        return "version " + version.number() + " of '" + version.name() + "'";
    }
}
