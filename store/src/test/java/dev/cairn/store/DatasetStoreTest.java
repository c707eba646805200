package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
