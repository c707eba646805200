package dev.cairn.server.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One version of a dataset. */
public record DatasetJson(
        UUID id,
        String name,
        int version,
        String sha256,
        long bytes,
        long rows,
        List<Column> columns,
        String target,
        Optional<Image> image,
        Optional<String> source,
        Optional<String> licence,
        Instant createdAt,
        Map<String, Object> said) {
    /** Which version of which dataset. */
    public record Ref(UUID id, String name, int version) {}

    /** Shape of an image. */
    public record Image(int height, int width, int channels) {}

    /** One column, judged from all rows. */
    public record Column(
            String name,
            String kind,
            long missing,
            long distinct,
            boolean suspectedId,
            List<String> flags,
            Optional<String> note,
            Optional<List<String>> order) {}

    /** What the training rows look like. */
    public record Profile(
            Ref dataset,
            String target,
            String task,
            long trainingRows,
            long sealedRows,
            long sealedReads,
            long duplicateRows,
            Optional<List<Count>> classes,
            List<ColumnProfile> columns,
            List<String> warnings,
            long nearDuplicateRows,
            long comparedRows) {}

    /** One column of the training rows; numbers for numeric columns, {@code top} for labels. */
    public record ColumnProfile(
            String name,
            String kind,
            String role,
            long missing,
            long distinct,
            boolean suspectedId,
            List<String> flags,
            Optional<String> note,
            Optional<Double> min,
            Optional<Double> max,
            Optional<Double> mean,
            Optional<Double> sd,
            Optional<List<Double>> quantiles,
            Optional<Histogram> histogram,
            Optional<List<Count>> top) {}

    /** Rows by bin; bin i goes from edge i to edge i + 1. */
    public record Histogram(List<Double> edges, List<Long> counts) {}

    /** A value and how many rows have it. */
    public record Count(String value, long count) {}

    /** Training rows as the file spells them; a missing cell is {@code null}. */
    public record Rows(List<String> columns, List<List<Optional<String>>> rows, Optional<String> nextCursor) {}
}
