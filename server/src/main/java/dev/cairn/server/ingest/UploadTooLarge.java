package dev.cairn.server.ingest;

import dev.cairn.server.config.Units;

/** The upload is larger than the quota; answered with 413. */
public final class UploadTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long quotaBytes;

    public UploadTooLarge(long quotaBytes) {
        super("the upload is larger than the quota of " + Units.readableBytes(quotaBytes) + " (" + quotaBytes
                + " bytes)");
        this.quotaBytes = quotaBytes;
    }

    public long quotaBytes() {
        return quotaBytes;
    }
}
