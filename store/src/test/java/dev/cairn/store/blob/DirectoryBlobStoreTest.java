package dev.cairn.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.store.BlobDiskFull;
import dev.cairn.store.BlobStore.Blob;
import dev.cairn.store.CorruptBlob;
import dev.cairn.store.MissingRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest {
    private static final String SHA_OF_HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path folder;

    private DirectoryBlobStore blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = DirectoryBlobStore.open(folder, InstantSource.system());
    }

    @Test
    void content_is_found_by_its_hash_and_stored_once() throws IOException {
        Blob blob = blobs.put(stream("hello"));
        assertThat(blob).isEqualTo(new Blob(SHA_OF_HELLO, 5));
        assertThat(blobs.put(stream("hello"))).isEqualTo(blob);
        assertThat(blobs.put(Files.writeString(folder.resolve("incoming").resolve("x"), "hello")))
                .isEqualTo(blob);
        try (InputStream content = blobs.open(SHA_OF_HELLO)) {
            assertThat(content.readAllBytes()).isEqualTo(bytes("hello"));
        }
        assertThat(blobs.has(SHA_OF_HELLO)).isTrue();
        assertThat(blobs.path(SHA_OF_HELLO)).hasFileName(SHA_OF_HELLO);
        assertThatThrownBy(() -> blobs.path("0".repeat(64))).isInstanceOf(MissingRecord.class);
        assertThatThrownBy(() -> blobs.path("../../etc")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_file_that_changed_is_not_handed_out() throws IOException {
        Path file = blobs.path(blobs.put(stream("hello")).sha256());
        Files.writeString(file, "hullo");
        DirectoryBlobStore reopened = DirectoryBlobStore.open(folder, InstantSource.system());
        assertThatThrownBy(() -> reopened.open(SHA_OF_HELLO))
                .isInstanceOf(CorruptBlob.class)
                .hasMessageContaining(SHA_OF_HELLO);
    }

    @Test
    void a_full_disk_is_named_and_nothing_is_left() throws IOException {
        InputStream full = new SequenceInputStream(stream("some"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        });
        assertThatThrownBy(() -> blobs.put(full)).isInstanceOf(BlobDiskFull.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void only_old_files_that_nobody_names_are_collected() throws IOException {
        String kept = blobs.put(stream("kept")).sha256();
        String old = blobs.put(stream("old")).sha256();
        assertThat(blobs.collect(Set.of(kept), Duration.ofHours(1))).isZero();

        DirectoryBlobStore later = DirectoryBlobStore.open(
                folder, InstantSource.fixed(Instant.now().plus(Duration.ofHours(2))));
        assertThat(later.collect(Set.of(kept), Duration.ofHours(1))).isEqualTo(1);
        assertThat(later.has(kept)).isTrue();
        assertThat(later.has(old)).isFalse();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
