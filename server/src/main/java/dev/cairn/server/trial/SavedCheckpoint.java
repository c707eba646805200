package dev.cairn.server.trial;

import java.nio.file.Path;

/**
 * A complete checkpoint file that is already durable on disk.
 *
 * @param path its place, named by its content
 * @param sha256 of the whole file, in lower-case hex
 */
public record SavedCheckpoint(int step, Path path, String sha256, long bytes) {}
