package dev.cairn.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.store.CairnStores;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.Stored;
import dev.cairn.store.blob.DirectoryBlobStore;
import dev.cairn.store.memory.MemoryStores;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole uploads, with a real ingestion process each. */
class DatasetServiceTest {
    private static final long QUOTA = 64L << 20;

    @TempDir
    Path folder;

    private CairnStores stores;
    private DirectoryBlobStore blobs;
    private DatasetService service;

    @BeforeEach
    void open() throws IOException {
        stores = MemoryStores.create(InstantSource.system());
        blobs = DirectoryBlobStore.open(folder.resolve("blobs"), InstantSource.system());
        service = new DatasetService(stores, blobs, folder.resolve("work"), IngestLimits.withQuota(QUOTA));
    }

    @Test
    void a_csv_becomes_a_version_with_a_split_and_the_same_bytes_are_found_again() throws IOException {
        Stored<DatasetVersionRecord> first = upload("iris", table(200));
        Stored<DatasetVersionRecord> again = upload("iris", table(200));
        Stored<DatasetVersionRecord> other = upload("iris", table(210));

        assertThat(first.created()).isTrue();
        assertThat(again.created()).isFalse();
        assertThat(again.value().id()).isEqualTo(first.value().id());
        assertThat(other.value().number()).isEqualTo(2);
        SplitRecord split = service.split(first.value(), SplitRequest.of("label", TestSetting.DEFAULT));
        assertThat(split.task()).isEqualTo("binary");
        Frame train = FrameFile.map(blobs.path(split.trainSha()));
        assertThat(train.rows()).isEqualTo((int) split.trainRows());
        assertThat(service.shape(split).task()).isEqualTo(Task.BINARY);
        assertThat(service.profile(first.value().id()).trainRows()).isEqualTo(split.trainRows());
        assertThat(service.find("iris@1")).contains(first.value());
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void the_same_bytes_with_another_target_are_the_same_version_retargeted() throws IOException {
        DatasetVersionRecord first = upload("iris", table(200)).value();
        UploadRequest colour = new UploadRequest("iris", Optional.of("colour"), Optional.empty(), Format.CSV);
        UploadRequest color = new UploadRequest("iris", Optional.of("color"), Optional.empty(), Format.CSV);

        DatasetVersionRecord again = service.upload(stream(table(200)), colour).value();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.target()).contains("colour");
        assertThatThrownBy(() -> service.upload(stream(table(200)), color))
                .hasMessageContaining("Did you mean 'colour'?");
    }

    @Test
    void another_target_and_share_make_another_split_once() throws IOException {
        DatasetVersionRecord version = upload("iris", table(200)).value();

        SplitRecord split = service.split(version, SplitRequest.of("x", new TestSetting.Fraction(0.4)));

        assertThat(split.task()).isEqualTo("regression");
        assertThat(service.split(version, SplitRequest.of("x", new TestSetting.Fraction(0.4)))
                        .id())
                .isEqualTo(split.id());
        assertThatThrownBy(() -> service.split(version, SplitRequest.of("lable", TestSetting.DEFAULT)))
                .isInstanceOf(InvalidDataset.class)
                .hasMessageContaining("Did you mean 'label'?");
    }

    @Test
    void a_broken_file_is_refused_and_leaves_nothing_behind() throws IOException {
        InvalidDataset refused =
                catchThrowableOfType(InvalidDataset.class, () -> upload("iris", table(50) + "1\n2,\"b\n"));

        assertThat(refused.faults()).extracting(DataFault::code).containsExactly("ragged-row", "unclosed-quote");
        assertNothingIsLeft();
    }

    @Test
    void an_upload_over_the_quota_leaves_nothing_behind() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> service.upload(endless, request("iris"))).isInstanceOf(UploadTooLarge.class);
        assertNothingIsLeft();
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing_behind() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> service.upload(broken, request("iris"))).isInstanceOf(IOException.class);
        assertNothingIsLeft();
    }

    @Test
    void uploads_of_one_name_at_the_same_time_become_versions_one_after_the_other() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Stored<DatasetVersionRecord>>> uploads = Stream.of(200, 200, 210)
                    .map(rows -> pool.submit(() -> upload("iris", table(rows))))
                    .toList();
            long created = 0;
            for (Future<Stored<DatasetVersionRecord>> upload : uploads) {
                created += upload.get().created() ? 1 : 0;
            }
            assertThat(created).isEqualTo(2);
            assertThat(stores.datasets().versions("iris"))
                    .extracting(DatasetVersionRecord::number)
                    .containsExactly(2, 1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void two_hundred_thousand_rows_pass_through_a_small_heap() throws IOException {
        IngestLimits small = new IngestLimits(QUOTA, 64L << 20, 128L << 20, 2, java.time.Duration.ofMinutes(2), 1);
        DatasetService tight = new DatasetService(stores, blobs, folder.resolve("tight"), small);

        DatasetVersionRecord version =
                tight.upload(stream(table(200_000)), request("large")).value();

        assertThat(version.rows()).isEqualTo(200_000);
        assertThat(tight.profile(version.id()).trainRows()).isBetween(155_000L, 165_000L);
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(stores.datasets().newest("iris")).isEmpty();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    private Stored<DatasetVersionRecord> upload(String name, String csv) throws IOException {
        return service.upload(stream(csv), request(name));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static UploadRequest request(String name) {
        return new UploadRequest(name, Optional.empty(), Optional.empty(), Format.CSV);
    }

    private static String table(int rows) {
        StringBuilder csv = new StringBuilder("x,colour,label\n");
        for (int i = 0; i < rows; i++) {
            csv.append(i * 0.25).append(i % 3 == 0 ? ",red" : ",blue").append(i % 2 == 0 ? ",yes\n" : ",no\n");
        }
        return csv.toString();
    }
}
