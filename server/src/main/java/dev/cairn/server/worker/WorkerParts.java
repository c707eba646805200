package dev.cairn.server.worker;

import dev.cairn.server.schedule.HistoryCache;
import dev.cairn.server.schedule.StudyPlans;
import dev.cairn.server.schedule.StudyRunner;
import dev.cairn.server.schedule.WorkHints;
import dev.cairn.server.trial.TrialLimits;
import dev.cairn.server.vault.Vault;
import dev.cairn.store.CairnStores;
import dev.cairn.store.TrialStore;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a worker works with.
 *
 * @param id of this worker, new at each start
 * @param renewals a store for renewing leases over a connection of its own, so that a busy pool cannot cost a lease
 * @param runner asked for a study's next trials when one of its trials ends here
 * @param processes where tasks run
 * @param limits of a trial where its study does not say
 * @param logs where the printed lines of trials are kept
 * @param scratch folder in which running trials leave files
 */
public record WorkerParts(
        UUID id,
        CairnStores stores,
        TrialStore renewals,
        Vault blobs,
        StudyPlans plans,
        HistoryCache histories,
        StudyRunner runner,
        WorkHints hints,
        TrialRunner processes,
        TrialLimits limits,
        AttemptLogs logs,
        Path scratch) {}
