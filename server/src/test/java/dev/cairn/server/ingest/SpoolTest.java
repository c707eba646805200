package dev.cairn.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SpoolTest {
    @Test
    void the_digest_is_that_of_the_bytes() throws IOException {
        Spool.Spooled spooled = Spool.copy(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), 10);

        assertThat(spooled.sha256()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void an_upload_over_the_quota_stops_there() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> Spool.copy(new Endless(), out, 1_000_000)).isInstanceOf(UploadTooLarge.class);
        assertThat(out.size()).isLessThanOrEqualTo(1_000_000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_is_told_as_one() throws IOException {
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> Spool.copy(new Endless(), full, Long.MAX_VALUE))
                    .isInstanceOf(StorageFull.class);
        }
    }

    /** Zeros without end. */
    private static final class Endless extends java.io.InputStream {
        @Override
        public int read() {
            return 0;
        }
    }
}
