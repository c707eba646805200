package dev.cairn.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.store.BlobStore;
import dev.cairn.store.BlobStore.Collected;
import dev.cairn.store.CorruptBlob;
import dev.cairn.store.MissingRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every store of files. */
@ParameterizedClass
@EnumSource(BlobStoreContractTest.Kind.class)
class BlobStoreContractTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PART = 1000;

    enum Kind {
        DIRECTORY,
        S3
    }

    @Parameter
    Kind kind;

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private FakeS3 fake;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeS3(() -> now);
        Files.writeString(
                folder.resolve("credentials"), "[default]\naws_access_key_id=key\naws_secret_access_key=secret\n");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    /** A store as another machine has it: nothing of it is on this one. */
    private BlobStore open(String machine) throws IOException {
        if (kind == Kind.DIRECTORY) {
            return DirectoryBlobStore.open(folder.resolve("shared"), () -> now);
        }
        S3Settings settings = S3Settings.of(
                "s3://bucket/some/where",
                Optional.of(fake.endpoint()),
                "us-east-1",
                Optional.of(folder.resolve("credentials")));
        return S3BlobStore.open(settings, folder.resolve(machine), PART, () -> now);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_is_put_is_read_elsewhere_by_its_content() throws IOException {
        String sha = open("one").put(stream("hello")).sha256();
        BlobStore other = open("two");
        assertThat(other.has(sha)).isTrue();
        assertThat(Files.readString(other.path(sha))).isEqualTo("hello");
        try (InputStream content = other.open(sha)) {
            assertThat(content.readAllBytes()).hasSize(5);
        }
        assertThat(open("one").put(stream("hello")).sha256()).isEqualTo(sha);
    }

    @Test
    void what_is_not_there_is_missing() throws IOException {
        BlobStore store = open("one");
        assertThat(store.has("0".repeat(64))).isFalse();
        assertThatThrownBy(() -> store.path("0".repeat(64))).isInstanceOf(MissingRecord.class);
        assertThatThrownBy(() -> store.has("../etc")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_large_file_arrives_whole() throws IOException {
        String large = "0123456789".repeat(5 * PART / 10) + "end";
        String sha = open("one").put(stream(large)).sha256();
        assertThat(Files.readString(open("two").path(sha))).isEqualTo(large);
        assertThat(fake.unfinishedUploads()).isZero();
    }

    @Test
    void content_that_is_no_longer_what_its_name_says_is_never_given_out() throws IOException {
        String sha = open("one").put(stream("hello")).sha256();
        fake.replace(sha, "hullo".getBytes(StandardCharsets.UTF_8));
        if (kind == Kind.DIRECTORY) {
            Files.writeString(
                    folder.resolve("shared").resolve(sha.substring(0, 2)).resolve(sha), "hullo");
        }
        BlobStore other = open("two");
        assertThatThrownBy(() -> other.path(sha))
                .isInstanceOf(CorruptBlob.class)
                .hasMessageContaining(sha);
    }

    @Test
    void only_old_files_that_nobody_names_are_collected() throws IOException {
        BlobStore store = open("one");
        List<String> shas = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            shas.add(store.put(stream("content " + i)).sha256());
        }
        Set<String> kept = Set.copyOf(shas.subList(0, 2));
        assertThat(store.collect(kept, HOUR, false)).isEqualTo(Collected.NOTHING);
        now = now.plus(HOUR).plusSeconds(10);
        store.put(stream("content 2"));
        assertThat(store.collect(kept, HOUR, true)).isEqualTo(new Collected(5, 45));
        assertThat(store.has(shas.get(7))).isTrue();
        assertThat(store.collect(kept, HOUR, false)).isEqualTo(new Collected(5, 45));
        assertThat(shas.stream().filter(store::has)).containsExactlyElementsOf(shas.subList(0, 3));
    }
}
