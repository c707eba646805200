package dev.cairn.store;

import java.util.Set;

/** Tells which files the records name; all others are garbage once they are old. */
public interface BlobReferences {
    Set<String> all();
}
