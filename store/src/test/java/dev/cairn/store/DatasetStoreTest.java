package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class DatasetStoreTest extends StoreContract {
    @Test
    void the_same_bytes_are_one_version_and_others_the_next() {
        Stored<DatasetVersionRecord> first = stores.datasets().addVersion(version(queue, sha(1)));
        Stored<DatasetVersionRecord> again = stores.datasets().addVersion(version(queue, sha(1)));
        Stored<DatasetVersionRecord> second = stores.datasets().addVersion(version(queue, sha(2)));

        assertThat(first.created()).isTrue();
        assertThat(again).isEqualTo(new Stored<>(first.value(), false));
        assertThat(second.value().number()).isEqualTo(2);
        assertThat(stores.datasets().newest(queue)).hasValue(second.value());
        assertThat(stores.datasets().version(queue, 1)).hasValue(first.value());
        assertThat(stores.datasets().version(first.value().id())).hasValue(first.value());
        assertThat(stores.datasets().versions(queue)).containsExactly(second.value(), first.value());
        assertThat(stores.datasets().newest("nowhere")).isEmpty();
    }

    @Test
    void datasets_are_listed_by_name_with_their_newest_version() {
        stores.datasets().addVersion(version(queue + "-a", sha(1)));
        stores.datasets().addVersion(version(queue + "-a", sha(2)));
        stores.datasets().addVersion(version(queue + "-b", sha(1)));
        stores.datasets().vaultKey(queue + "-c");
        Page<DatasetVersionRecord> all = stores.datasets().list(Optional.empty(), 1000);
        assertThat(all.items())
                .filteredOn(version -> version.name().startsWith(queue))
                .extracting(DatasetVersionRecord::number)
                .containsExactly(2, 1);
        Page<DatasetVersionRecord> rest = stores.datasets().list(Optional.of(queue + "-a"), 1);
        assertThat(rest.items()).extracting(DatasetVersionRecord::name).containsExactly(queue + "-b");
    }

    @Test
    void the_key_of_a_vault_never_changes() {
        byte[] key = stores.datasets().vaultKey(queue);
        stores.datasets().addVersion(version(queue, sha(1)));
        assertThat(key).hasSize(32).isEqualTo(stores.datasets().vaultKey(queue));
        assertThat(key).isNotEqualTo(stores.datasets().vaultKey(queue + "-other"));
    }

    @Test
    void reads_of_the_vault_are_counted() {
        UUID version =
                stores.datasets().addVersion(version(queue, sha(1))).value().id();
        Stored<SplitRecord> split = stores.datasets().addSplit(split(version, "fraction:0.2"));
        assertThat(stores.datasets().addSplit(split(version, "fraction:0.2")))
                .isEqualTo(new Stored<>(split.value(), false));
        AttemptRef reader = new AttemptRef(UUID.randomUUID(), 5, 1);
        assertThat(stores.datasets().countVaultRead(split.value().id(), reader)).isEqualTo(1);
        assertThat(stores.datasets().countVaultRead(split.value().id(), reader)).isEqualTo(2);
        assertThat(stores.datasets()
                        .split(version, "y", "fraction:0.2")
                        .orElseThrow()
                        .vaultReads())
                .isEqualTo(2);
        assertThatThrownBy(() -> stores.datasets().countVaultRead(UUID.randomUUID(), reader))
                .isInstanceOf(MissingRecord.class);
    }

    @Test
    void a_version_that_a_study_uses_stays() {
        NewStudy study = newStudy();
        stores.studies().insert(study);
        UUID used = stores.datasets().newest("data-" + queue).orElseThrow().id();
        assertThatThrownBy(() -> stores.datasets().delete(used))
                .isInstanceOf(StoreConflict.class)
                .hasMessageContaining("'" + study.name() + "'");

        UUID free = stores.datasets().addVersion(version(queue, sha(1))).value().id();
        UUID split = stores.datasets().addSplit(split(free, "none")).value().id();
        assertThat(stores.datasets().retarget(free, "z").target()).hasValue("z");
        stores.datasets().delete(free);
        assertThat(stores.datasets().version(free)).isEmpty();
        assertThat(stores.datasets().split(split)).isEmpty();
    }

    @Test
    void who_read_sealed_rows_and_who_was_refused_is_kept_with_the_split() {
        UUID version =
                stores.datasets().addVersion(version(queue, sha(1))).value().id();
        UUID split = stores.datasets()
                .addSplit(split(version, "fraction:0.2"))
                .value()
                .id();
        stores.datasets().countVaultRead(split, new AttemptRef(UUID.randomUUID(), 5, 1));
        stores.datasets().countVaultRead(split, new AttemptRef(UUID.randomUUID(), 6, 2));
        stores.vaults().refuse(split, "first");
        stores.vaults().refuse(split, "second");
        assertThat(stores.vaults().reads(split, 10))
                .extracting(VaultStore.Read::number, read -> read.reader().trial())
                .containsExactly(tuple(2L, 6), tuple(1L, 5));
        assertThat(stores.vaults().refusals(split, 10))
                .extracting(VaultStore.Refused::asker)
                .containsExactly("second", "first");
        assertThat(stores.vaults().refused(split)).isEqualTo(2);
        assertThatThrownBy(() -> stores.vaults().refuse(UUID.randomUUID(), "nobody"))
                .isInstanceOf(MissingRecord.class);
    }

    @Test
    void files_that_hold_sealed_rows_are_known() {
        String source = sha(0x10 + Math.floorMod(queue.hashCode(), 0xfff));
        UUID version =
                stores.datasets().addVersion(version(queue, source)).value().id();
        String train = sha(0x2000 + Math.floorMod(queue.hashCode(), 0xfff));
        String vault = sha(0x3000 + Math.floorMod(queue.hashCode(), 0xfff));
        NewSplit made =
                new NewSplit(version, "y", "fraction:0.3", "binary", train, Optional.of(vault), 8, 2, 0, "{}", "{}");
        UUID split = stores.datasets().addSplit(made).value().id();
        assertThat(stores.vaults().sealedIn(vault)).hasValue(split);
        assertThat(stores.vaults().sealedIn(source)).hasValue(split);
        assertThat(stores.vaults().sealedIn(train)).isEmpty();
        stores.vaults().keepSides(split, sha(5));
        assertThat(stores.vaults().sides(split)).hasValue(sha(5));
        assertThat(stores.blobs().all()).contains(sha(5));
    }

    @Test
    void splits_in_use_come_with_their_studies() {
        NewStudy study = newStudy();
        stores.studies().insert(study);
        DatasetVersionRecord version = stores.datasets().newest("data-" + queue).orElseThrow();
        stores.datasets().addSplit(split(version.id(), "fraction:0.4"));
        assertThat(stores.vaults().used(version.id())).singleElement().satisfies(used -> {
            assertThat(used.split().test()).isEqualTo("none");
            assertThat(used.studies()).containsExactly(study.name());
        });
        assertThat(stores.vaults().sealingAll("dataset:" + queue + "@1")).isEmpty();
    }
}
