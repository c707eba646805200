package dev.cairn.server.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
    @TempDir
    private Path folder;

    private SavedCheckpoint write() throws IOException {
        return new CheckpointFile("mlp", 12, new byte[] {1, 2, 3}).write(folder);
    }

    @Test
    void a_checkpoint_is_read_as_it_was_written() throws IOException {
        SavedCheckpoint saved = write();
        CheckpointFile read = CheckpointFile.read(saved.path());
        assertThat(read.trainer()).isEqualTo("mlp");
        assertThat(read.step()).isEqualTo(12);
        assertThat(read.state()).containsExactly(1, 2, 3);
        assertThat(saved.bytes()).isEqualTo(Files.size(saved.path()));
    }

    @Test
    void a_checkpoint_is_named_by_its_content_and_leaves_no_other_file() throws IOException {
        SavedCheckpoint saved = write();
        byte[] hash = SectionFile.sha256().digest(Files.readAllBytes(saved.path()));
        assertThat(saved.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(saved.path().getFileName()).hasToString(saved.sha256() + ".ckpt");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(saved.path());
        }
    }

    @Test
    void a_checkpoint_with_any_byte_changed_is_refused() throws IOException {
        Path path = write().path();
        byte[] bytes = Files.readAllBytes(path);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            Files.write(path, bytes);
            assertThatThrownBy(() -> CheckpointFile.read(path)).isInstanceOf(SectionFile.CorruptFile.class);
            bytes[i] ^= 1;
        }
    }

    @Test
    void a_checkpoint_cut_off_anywhere_is_refused() throws IOException {
        Path path = write().path();
        byte[] bytes = Files.readAllBytes(path);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(path, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> CheckpointFile.read(path)).isInstanceOf(SectionFile.CorruptFile.class);
        }
    }

    @Test
    void a_checkpoint_of_a_newer_format_is_refused_by_its_version() throws IOException {
        int newer = CheckpointFile.VERSION + 1;
        Path path = new SectionFile(CheckpointFile.MAGIC, newer, "mlp", 1, Map.of("state", new byte[0]))
                .write(folder, ".ckpt")
                .path();
        assertThatThrownBy(() -> CheckpointFile.read(path)).hasMessageContaining("format version 2");
    }
}
