package dev.cairn.server.ingest;

/** How the bytes of an upload are to be read. */
public enum Format {
    /** Delimited text in UTF-8 with a header line; gzip is recognised by its first bytes. */
    CSV,
    /** A zip of two idx files, images and labels, each optionally gzipped (LeCun, "The MNIST database", file format section). */
    IDX_ZIP
}
