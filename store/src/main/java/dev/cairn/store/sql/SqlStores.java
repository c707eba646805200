package dev.cairn.store.sql;

import dev.cairn.store.BlobReferences;
import dev.cairn.store.CairnStores;
import dev.cairn.store.TrialStore;
import dev.cairn.store.postgres.Database;

/** Makes the stores over a migrated database. */
public final class SqlStores {
    private SqlStores() {}

    /** Boots Hibernate, which needs no database: call it on a thread of its own while the database starts, and {@link #open} is quick. */
    public static void prepare() {
        Sessions.shared();
    }

    /** All stores. Closing them does not close the database. */
    public static CairnStores open(Database database) {
        Sql sql = new Sql(Sessions.shared(), database.dataSource());
        BlobReferences references = new SqlBlobReferences(sql);
        return new CairnStores(
                new SqlStudyStore(sql),
                new SqlTrialStore(sql, database.schema()),
                new SqlLeaseStore(sql),
                new SqlTrialReader(sql),
                new SqlDatasetStore(sql),
                new SqlVaultStore(sql),
                new SqlWorkerStore(sql),
                new SqlSharingStore(sql),
                new SqlLogStore(sql),
                new SqlScheduleStore(sql),
                new SqlIdempotencyStore(sql),
                references,
                () -> {});
    }

    /** The trial store alone, such as over the dedicated connection of the thread that renews leases. */
    public static TrialStore trials(Database database) {
        return new SqlTrialStore(new Sql(Sessions.shared(), database.dataSource()), database.schema());
    }
}
