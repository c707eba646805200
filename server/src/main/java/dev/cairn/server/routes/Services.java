package dev.cairn.server.routes;

import dev.cairn.server.model.ModelService;
import dev.cairn.server.schedule.Calendar;
import dev.cairn.server.schedule.ClientTrials;
import dev.cairn.server.schedule.Collector;
import dev.cairn.server.schedule.StudyService;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.vault.Vault;
import dev.cairn.store.CairnStores;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the REST interface stands on.
 *
 * @param checks of readiness, by name; each says what is wrong, or nothing
 */
public record Services(
        CairnStores stores,
        DatasetDesk datasets,
        StudyService studies,
        ClientTrials clients,
        Calendar calendar,
        ModelService models,
        Resolver resolver,
        Collector collector,
        Vault vault,
        TrialLogs logs,
        String version,
        Map<String, Supplier<Optional<String>>> checks) {
    public Services {
        checks = new LinkedHashMap<>(checks);
    }
}
