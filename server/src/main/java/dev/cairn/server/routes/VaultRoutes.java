package dev.cairn.server.routes;

import dev.cairn.store.CairnStores;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.VaultStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happened to sealed rows: reads, refusals, and other divisions of the same rows. */
final class VaultRoutes {
    private final DatasetDesk desk;
    private final CairnStores stores;
    private final VaultViews views;
    private final Lookup lookup;

    VaultRoutes(DatasetDesk desk, CairnStores stores, Lookup lookup) {
        this.desk = desk;
        this.stores = stores;
        this.views = new VaultViews(desk, stores.vaults());
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/datasets/{dataset}/vault", this::ofDataset);
        api.get("/studies/{study}/vault", this::ofStudy);
    }

    private Answer ofDataset(Request request) {
        DatasetVersionRecord version = lookup.dataset(request);
        List<VaultStore.Used> splits = new ArrayList<>(stores.vaults().used(version.id()));
        SplitRecord usual = desk.usual(version, Optional.empty());
        if (splits.stream().noneMatch(used -> used.split().id().equals(usual.id()))) {
            splits.add(0, new VaultStore.Used(usual, List.of()));
        }
        return Answer.ok(views.of(version, splits));
    }

    private Answer ofStudy(Request request) {
        StudyRecord study = lookup.study(request);
        UUID id = study.splitId()
                .orElseThrow(() -> new Refusal(
                        404, "not-found", "Not found", "Study '" + study.name() + "' has no rows here, so no vault."));
        SplitRecord split = stores.datasets().split(id).orElseThrow();
        DatasetVersionRecord version =
                stores.datasets().version(split.versionId()).orElseThrow();
        List<VaultStore.Used> own = stores.vaults().used(version.id()).stream()
                .filter(used -> used.split().id().equals(id))
                .toList();
        return Answer.ok(views.of(version, own));
    }
}
