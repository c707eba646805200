package dev.cairn.server.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Disks that are full. */
public final class NoRoom {
    /** Less than this is no room to begin anything. */
    private static final long LEAST_BYTES = 8L << 20;

    private NoRoom() {}

    /** Java names the condition only in the text of the operating system. */
    static boolean isWhy(IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("No space left on device") || text.contains("Disk quota exceeded");
    }

    /** Whether nothing should be begun in this folder; one that cannot be looked at is not full. */
    public static boolean in(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.getFileStore(folder).getUsableSpace() < LEAST_BYTES;
        } catch (IOException e) {
            return isWhy(e);
        }
    }
}
