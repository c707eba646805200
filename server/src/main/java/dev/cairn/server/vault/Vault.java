package dev.cairn.server.vault;

import dev.cairn.store.BlobStore;
import dev.cairn.store.CairnStores;
import dev.cairn.store.Claim;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.TrialKind;
import dev.cairn.store.VaultStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stored files for all who train, score or answer: a file that holds sealed rows, be it a vault's frame, the whole table or the upload itself,
 * is refused, and the refusal is written down where users see it. {@link #open} is the one way through, for a final trial of the split's own
 * study.
 */
public final class Vault implements BlobStore {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cairn.security");

    private final DatasetStore datasets;
    private final VaultStore vaults;
    private final BlobStore files;

    public Vault(CairnStores stores, BlobStore files) {
        this.datasets = stores.datasets();
        this.vaults = stores.vaults();
        this.files = files;
    }

    /**
     * The sealed rows of a split, counted before they are given; empty when it has none.
     *
     * @throws SealedRows when the claimed trial is no final one, or of a study of other rows
     */
    public Optional<Path> open(SplitRecord split, Claim claim) throws IOException {
        if (split.vaultSha().isEmpty()) {
            return Optional.empty();
        }
        boolean own = claim.study().splitId().filter(split.id()::equals).isPresent();
        if (claim.trial().kind() != TrialKind.FINAL || !own) {
            throw refused(
                    split.id(),
                    "trial " + claim.ref().trial() + " of study '"
                            + claim.study().name() + "'");
        }
        datasets.countVaultRead(split.id(), claim.ref());
        return Optional.of(files.path(split.vaultSha().get()));
    }

    /** Writes down that sealed rows were asked for; throw what it returns. */
    public SealedRows refused(UUID split, String asker) {
        LOG.warn("{} asked for sealed rows of split {} and was refused", asker, split);
        vaults.refuse(split, asker);
        return new SealedRows(asker);
    }

    @Override
    public Path path(String sha256) throws IOException {
        check(sha256);
        return files.path(sha256);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        check(sha256);
        return files.open(sha256);
    }

    private void check(String sha256) {
        Optional<UUID> split = vaults.sealedIn(sha256);
        if (split.isPresent()) {
            throw refused(split.get(), "a reader of file " + sha256.substring(0, 12));
        }
    }

    @Override
    public Blob put(InputStream content) throws IOException {
        return files.put(content);
    }

    @Override
    public Blob put(Path file) throws IOException {
        return files.put(file);
    }

    @Override
    public boolean has(String sha256) {
        return files.has(sha256);
    }

    @Override
    public Collected collect(Set<String> keep, Duration age, boolean dryRun) throws IOException {
        return files.collect(keep, age, dryRun);
    }
}
