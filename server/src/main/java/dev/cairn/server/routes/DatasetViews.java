package dev.cairn.server.routes;

import dev.cairn.server.ingest.report.ColumnFlag;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnProfile;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.ingest.report.LevelCount;
import dev.cairn.server.ingest.report.Masks;
import dev.cairn.server.ingest.report.NumberSummary;
import dev.cairn.server.ingest.report.Profile;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.spec.ColumnsDocument;
import dev.cairn.server.wire.DatasetJson;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Datasets as they go over the wire. */
final class DatasetViews {
    private DatasetViews() {}

    static DatasetJson.Ref ref(DatasetVersionRecord version) {
        return new DatasetJson.Ref(version.id(), version.name(), version.number());
    }

    static DatasetJson dataset(DatasetVersionRecord version, TableSchema inferred, ColumnSettings said) {
        TableSchema schema = said.applied(inferred);
        return new DatasetJson(
                version.id(),
                version.name(),
                version.number(),
                version.sourceSha(),
                version.bytes(),
                version.rows(),
                schema.columns().stream().map(DatasetViews::column).toList(),
                target(version, schema),
                image(version.imageShape()),
                version.source(),
                version.licence(),
                version.createdAt(),
                ColumnsDocument.write(said));
    }

    /** A version never changes but for its target. */
    static String etag(DatasetVersionRecord version) {
        return "\"" + version.id() + "-" + Integer.toHexString(version.target().hashCode()) + "\"";
    }

    /** The column said to be predicted, or else the last one. */
    static String target(DatasetVersionRecord version, TableSchema schema) {
        List<String> names = schema.names();
        return version.target().orElseGet(() -> names.get(names.size() - 1));
    }

    private static Optional<DatasetJson.Image> image(List<Integer> shape) {
        return shape.isEmpty()
                ? Optional.empty()
                : Optional.of(new DatasetJson.Image(shape.get(0), shape.get(1), shape.get(2)));
    }

    private static DatasetJson.Column column(ColumnSchema column) {
        boolean id = column.flags().contains(ColumnFlag.IDENTIFIER);
        return new DatasetJson.Column(
                column.name(),
                kind(column.kind(), column.flags()),
                column.missing(),
                column.distinct(),
                id,
                flags(column.flags()),
                column.note().isEmpty() ? Optional.empty() : Optional.of(column.note()),
                column.order());
    }

    private static List<String> flags(List<ColumnFlag> flags) {
        return flags.stream().map(flag -> Wire.name(flag.name())).toList();
    }

    private static String kind(ColumnKind kind, List<ColumnFlag> flags) {
        if (flags.contains(ColumnFlag.ALL_MISSING)) {
            return "empty";
        } else if (flags.contains(ColumnFlag.CONSTANT)) {
            return "constant";
        }
        return switch (kind) {
            case NUMERIC -> "numeric";
            case CATEGORICAL -> "categorical";
            case ORDINAL -> "ordinal";
            case BOOLEAN -> "boolean";
            case DATETIME -> "datetime";
            case TEXT -> "text";
            case IDENTIFIER -> "identifier";
            case PIXEL -> "pixel";
        };
    }

    static DatasetJson.Profile profile(DatasetVersionRecord version, SplitRecord split, Profile profile) {
        List<String> warnings = new ArrayList<>(profile.notes());
        profile.columns().stream()
                .filter(column -> !column.note().isEmpty())
                .forEach(column -> warnings.add(column.name() + ": " + column.note()));
        Optional<List<DatasetJson.Count>> classes = split.task().equalsIgnoreCase("regression")
                ? Optional.empty()
                : profile.columns().stream()
                        .filter(column -> column.name().equals(split.target()))
                        .findFirst()
                        .map(column -> counts(column.top()));
        return new DatasetJson.Profile(
                ref(version),
                split.target(),
                Wire.name(split.task()),
                split.trainRows(),
                split.vaultRows(),
                split.vaultReads(),
                profile.duplicateRows(),
                classes,
                profile.columns().stream()
                        .map(Masks::masked)
                        .map(c -> column(c, split.target()))
                        .toList(),
                warnings,
                profile.nearDuplicateRows(),
                profile.comparedRows());
    }

    private static DatasetJson.ColumnProfile column(ColumnProfile column, String target) {
        String role = column.name().equals(target) ? "target" : column.feature() ? "feature" : "ignored";
        Optional<NumberSummary> numbers = column.numbers();
        return new DatasetJson.ColumnProfile(
                column.name(),
                kind(column.kind(), column.flags()),
                role,
                column.missing(),
                column.distinct(),
                column.flags().contains(ColumnFlag.IDENTIFIER),
                flags(column.flags()),
                column.note().isEmpty() ? Optional.empty() : Optional.of(column.note()),
                numbers.map(NumberSummary::min),
                numbers.map(NumberSummary::max),
                numbers.map(NumberSummary::mean),
                numbers.map(NumberSummary::deviation),
                numbers.map(n -> middle(n.quantiles())),
                numbers.map(DatasetViews::histogram),
                column.top().isEmpty() ? Optional.empty() : Optional.of(counts(column.top())));
    }

    /** The profile keeps 5, 25, 50, 75 and 95 %; the wire shows the middle three. */
    private static List<Double> middle(List<Double> quantiles) {
        return quantiles.size() == 5 ? quantiles.subList(1, 4) : quantiles;
    }

    private static DatasetJson.Histogram histogram(NumberSummary numbers) {
        int bins = numbers.counts().size();
        List<Double> edges = new ArrayList<>();
        for (int i = 0; i <= bins && bins > 0; i++) {
            edges.add(numbers.min() + (numbers.max() - numbers.min()) * i / bins);
        }
        return new DatasetJson.Histogram(edges, numbers.counts());
    }

    private static List<DatasetJson.Count> counts(List<LevelCount> levels) {
        return levels.stream()
                .map(level -> new DatasetJson.Count(level.label(), level.rows()))
                .toList();
    }
}
