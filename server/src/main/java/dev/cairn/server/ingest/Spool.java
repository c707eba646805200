package dev.cairn.server.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Writes an upload to the disk as it comes, with its digest and within its quota. */
final class Spool {
    /** What was written. */
    record Spooled(String sha256, long bytes) {}

    private Spool() {}

    /**
     * Copies everything.
     *
     * @throws UploadTooLarge when more than the quota comes; nothing beyond it is written
     * @throws StorageFull when the disk is full
     */
    static Spooled copy(InputStream in, OutputStream out, long quotaBytes) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > quotaBytes) {
                throw new UploadTooLarge(quotaBytes);
            }
            digest.update(buffer, 0, n);
            write(out, buffer, n);
        }
        return new Spooled(HexFormat.of().formatHex(digest.digest()), total);
    }

    private static void write(OutputStream out, byte[] buffer, int n) throws IOException {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            if (diskFull(e)) {
                throw new StorageFull("storing the upload", e);
            }
            throw e;
        }
    }

    /** The JDK has no type for a full disk; the operating system's words are all there is. */
    static boolean diskFull(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("disk quota exceeded");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
