package dev.cairn.server.routes;

import dev.cairn.server.ingest.Format;
import dev.cairn.server.ingest.UploadRequest;
import dev.cairn.server.ingest.UploadTooLarge;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.spec.ColumnsDocument;
import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.vault.Vault;
import dev.cairn.server.wire.DatasetJson;
import dev.cairn.server.wire.PageJson;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.Page;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.Stored;
import dev.cairn.trainers.data.ImageShape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Datasets: upload, schema, profile and rows. What is served of the rows are training rows only. */
final class DatasetRoutes {
    /** What a table may come as; its content says which of them it is. */
    private static final List<String> TYPES = List.of(
            "text/csv",
            "application/zip",
            "text/tab-separated-values",
            "application/json",
            "application/x-ndjson",
            "application/vnd.apache.parquet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/plain",
            "application/gzip",
            "application/octet-stream");

    private static final Pattern IMAGE = Pattern.compile("(\\d{1,4})x(\\d{1,4})(?:x(\\d{1,2}))?");

    private final DatasetDesk desk;
    private final DatasetStore store;
    private final Vault vault;
    private final Lookup lookup;

    DatasetRoutes(DatasetDesk desk, DatasetStore store, Vault vault, Lookup lookup) {
        this.desk = desk;
        this.store = store;
        this.vault = vault;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.postAgain("/datasets", this::upload, "name", "target", "image");
        api.get("/datasets", this::list, "limit", "cursor");
        api.get("/datasets/{dataset}", this::get);
        api.patch("/datasets/{dataset}", this::patch);
        api.get("/datasets/{dataset}/profile", this::profile, "target");
        api.get("/datasets/{dataset}/rows", this::rows, "of", "limit", "cursor");
    }

    private Answer upload(Request request) throws IOException {
        request.requireType(TYPES.toArray(String[]::new));
        Format format = request.contentType().equals("application/zip") ? Format.IDX_ZIP : Format.CSV;
        if (request.announcedBytes() > desk.quotaBytes()) {
            // Said before the body is read, so that a client that waits for it (100-continue) need not send it.
            request.drain();
            throw new UploadTooLarge(desk.quotaBytes());
        }
        Stored<DatasetVersionRecord> stored = desk.upload(request.stream(), described(request, format));
        DatasetVersionRecord version = stored.value();
        Answer answer = stored.created()
                ? Answer.created(Api.BASE + "/datasets/" + version.id(), view(version))
                : Answer.ok(view(version));
        return answer.with("ETag", DatasetViews.etag(version));
    }

    private static UploadRequest described(Request request, Format format) {
        String name = request.query("name")
                .orElseThrow(() -> Refusal.invalid(
                        "query/name", "missing-field", "The dataset needs a name: ?name=adult.", Optional.empty()));
        Optional<ImageShape> image = request.query("image").map(DatasetRoutes::image);
        try {
            return new UploadRequest(name, request.query("target"), image, format);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("query/name", "out-of-range", String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private static ImageShape image(String text) {
        Matcher shape = IMAGE.matcher(text);
        if (!shape.matches()) {
            throw Refusal.invalid(
                    "query/image",
                    "wrong-type",
                    "'" + text + "' is no image shape.",
                    Optional.of("Write height x width x channels, like 8x8x1."));
        }
        int channels =
                Optional.ofNullable(shape.group(3)).map(Integer::parseInt).orElse(1);
        try {
            return new ImageShape(Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)), channels);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("query/image", "out-of-range", String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private Answer list(Request request) {
        Page<DatasetVersionRecord> page = store.list(request.query("cursor"), request.limit());
        return Answer.ok(new PageJson<>(page.items().stream().map(this::view).toList(), page.nextCursor()));
    }

    private Answer get(Request request) {
        DatasetVersionRecord version = lookup.dataset(request);
        return Answer.ok(view(version)).with("ETag", DatasetViews.etag(version));
    }

    /** What columns are is said for all versions; studies that exist keep what they had. */
    private Answer patch(Request request) throws IOException {
        request.requireType("application/json", "application/yaml");
        DatasetVersionRecord version = lookup.dataset(request);
        desk.sayColumns(version, ColumnsDocument.read(request.text()));
        return Answer.ok(view(version)).with("ETag", DatasetViews.etag(version));
    }

    private Answer profile(Request request) {
        DatasetVersionRecord version = lookup.dataset(request);
        SplitRecord split = split(version, request.query("target"));
        return Answer.ok(DatasetViews.profile(version, split, desk.profile(split)));
    }

    private Answer rows(Request request) {
        DatasetVersionRecord version = lookup.dataset(request);
        refuseSealed(request, version);
        int limit = request.limit();
        int from = request.queryNumber("cursor", 0, Integer.MAX_VALUE).orElse(0);
        List<List<Optional<String>>> rows = desk.rows(split(version), from, limit);
        Optional<String> next = rows.size() < limit ? Optional.empty() : Optional.of(String.valueOf(from + limit));
        return Answer.ok(new DatasetJson.Rows(desk.schema(version).names(), rows, next));
    }

    /** Asking for sealed rows by name is answered with why there are none, and written down. */
    private void refuseSealed(Request request, DatasetVersionRecord version) {
        String of = request.query("of").orElse("training");
        if (of.equals("sealed")) {
            throw vault.refused(
                    split(version).id(),
                    "GET /datasets/" + version.name() + "@" + version.number() + "/rows?of=sealed");
        } else if (!of.equals("training")) {
            throw Refusal.invalid(
                    "query/of",
                    "out-of-range",
                    "Rows are 'training' or 'sealed', got '" + of + "'.",
                    Optional.of("Leave it out: training rows are what is served."));
        }
    }

    /** The split that a study gets which says nothing about its test. */
    private SplitRecord split(DatasetVersionRecord version) {
        return split(version, Optional.empty());
    }

    private SplitRecord split(DatasetVersionRecord version, Optional<String> target) {
        TableSchema schema = desk.schema(version);
        target.filter(name -> schema.column(name).isEmpty()).ifPresent(name -> {
            throw Refusal.invalid(
                    "query/target",
                    "unknown-name",
                    "There is no column '" + name + "'.",
                    Suggest.hint(name, schema.names()));
        });
        return desk.usual(version, target);
    }

    private DatasetJson view(DatasetVersionRecord version) {
        return DatasetViews.dataset(version, desk.schema(version), desk.columns(version));
    }
}
