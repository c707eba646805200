package dev.cairn.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.store.BlobDiskFull;
import dev.cairn.store.BlobStore;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
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
        assertThat(blobs.collect(Set.of(kept), Duration.ofHours(1), false)).isEqualTo(BlobStore.Collected.NOTHING);

        DirectoryBlobStore later = DirectoryBlobStore.open(
                folder, InstantSource.fixed(Instant.now().plus(Duration.ofHours(2))));
        assertThat(later.collect(Set.of(kept), Duration.ofHours(1), true)).isEqualTo(new BlobStore.Collected(1, 3));
        assertThat(later.has(old)).isTrue();
        assertThat(later.collect(Set.of(kept), Duration.ofHours(1), false)).isEqualTo(new BlobStore.Collected(1, 3));
        assertThat(later.has(kept)).isTrue();
        assertThat(later.has(old)).isFalse();
    }

    @Test
    void a_file_that_is_put_again_is_not_collected_and_what_is_named_never_is() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        DirectoryBlobStore store = DirectoryBlobStore.open(folder, now::get);
        Map<String, Instant> lastPut = new HashMap<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            now.updateAndGet(t -> t.plus(Duration.ofMinutes(random.nextInt(20))));
            String content = "content " + random.nextInt(12);
            switch (random.nextInt(4)) {
                case 0, 1 -> lastPut.put(store.put(stream(content)).sha256(), now.get());
                case 2 ->
                    lastPut.keySet().stream()
                            .skip(random.nextInt(lastPut.size() + 1))
                            .findFirst()
                            .ifPresent(sha -> {
                                if (store.has(sha) && !named.remove(sha)) {
                                    named.add(sha);
                                }
                            });
                default -> store.collect(named, Duration.ofHours(1), random.nextBoolean());
            }
            Instant young = now.get().minus(Duration.ofHours(1));
            lastPut.forEach((sha, put) -> {
                if (named.contains(sha) || put.isAfter(young)) {
                    assertThat(store.has(sha)).isTrue();
                }
            });
        }
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
