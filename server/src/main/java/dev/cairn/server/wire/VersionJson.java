package dev.cairn.server.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of a dataset in the line of its versions.
 *
 * @param before the version that it follows; it may be gone
 * @param addedRows rows more than that one has; negative when fewer
 * @param changedColumns whose values suggest another kind than before
 * @param studies that use it, by how they seal rows
 * @param sealedFor studies of other datasets that test on all of its rows
 */
public record VersionJson(
        DatasetJson.Ref dataset,
        String sha256,
        String format,
        long rows,
        int columns,
        String target,
        Optional<Integer> before,
        Optional<Long> addedRows,
        List<String> addedColumns,
        List<String> removedColumns,
        List<String> changedColumns,
        List<Use> studies,
        List<String> sealedFor,
        Instant createdAt) {
    /** Studies that divide its rows in one way. */
    public record Use(String test, String target, List<String> studies) {}
}
