package dev.cairn.server.routes;

import dev.cairn.server.ingest.InvalidDataset;
import dev.cairn.server.ingest.StorageFull;
import dev.cairn.server.ingest.UploadTooLarge;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.spec.InvalidSpec;
import dev.cairn.server.spec.form.Fault;
import dev.cairn.server.spec.form.Place;
import dev.cairn.server.vault.SealedRows;
import dev.cairn.server.wire.Problem;
import dev.cairn.server.wire.Problem.FaultJson;
import dev.cairn.store.BlobDiskFull;
import dev.cairn.store.InvalidCursor;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StoreUnavailable;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem of whatever went wrong; what is not the caller's fault is logged under the request's id. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static Problem of(Throwable failure, String traceId) {
        if (failure instanceof Refusal refusal) {
            return problem(
                    refusal.status(), refusal.slug(), refusal.title(), refusal.detail(), traceId, refusal.faults());
        } else if (failure instanceof InvalidSpec invalid) {
            List<FaultJson> faults =
                    invalid.faults().stream().map(Problems::fault).toList();
            return problem(422, "invalid-spec", "The study specification is not valid", count(faults), traceId, faults);
        } else if (failure instanceof InvalidDataset invalid) {
            List<FaultJson> faults =
                    invalid.faults().stream().map(Problems::fault).toList();
            return problem(422, "invalid-dataset", "The dataset can not be used", count(faults), traceId, faults);
        } else if (failure instanceof SealedRows) {
            return problem(403, "sealed", "These rows are sealed", message(failure), traceId, List.of());
        } else if (failure instanceof UploadTooLarge tooLarge) {
            return problem(413, "too-large", "The upload is too large", message(tooLarge), traceId, List.of());
        } else if (failure instanceof StorageFull || failure instanceof BlobDiskFull) {
            return problem(507, "disk-full", "No space left", message(failure), traceId, List.of());
        } else if (failure instanceof StoreConflict) {
            return problem(409, "conflict", "Conflict", message(failure), traceId, List.of());
        } else if (failure instanceof InvalidCursor) {
            return of(
                    Refusal.invalid(
                            "query/cursor",
                            "out-of-range",
                            message(failure),
                            Optional.of("Hand in the nextCursor of the page before, or none.")),
                    traceId);
        } else if (failure instanceof MissingRecord) {
            return problem(404, "not-found", "Not found", message(failure), traceId, List.of());
        } else if (failure instanceof StoreUnavailable) {
            return problem(503, "unavailable", "The database does not answer", message(failure), traceId, List.of());
        } else if (failure instanceof HttpResponseException http) {
            return http(http, traceId);
        }
        LOG.error("request {} failed", traceId, failure);
        return problem(
                500,
                "internal",
                "Something is wrong with Cairn",
                "See the server's log for request " + traceId + ".",
                traceId,
                List.of());
    }

    private static Problem http(HttpResponseException e, String traceId) {
        return switch (e.getStatus()) {
            case 404 -> problem(404, "not-found", "Not found", "There is nothing at this address.", traceId, List.of());
            case 405 ->
                problem(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        "This address has other methods.",
                        traceId,
                        List.of());
            case 413 -> problem(413, "too-large", "The request is too large", message(e), traceId, List.of());
            default ->
                problem(e.getStatus(), "invalid-request", "The request is not valid", message(e), traceId, List.of());
        };
    }

    static Problem problem(
            int status, String slug, String title, String detail, String traceId, List<FaultJson> faults) {
        return new Problem("/problems/" + slug, title, status, Optional.of(detail), traceId, faults);
    }

    private static FaultJson fault(Fault fault) {
        return new FaultJson(
                fault.pointer(),
                Optional.of(fault.line()),
                Optional.of(fault.column()),
                fault.code().wireName(),
                fault.detail(),
                fault.hint());
    }

    private static FaultJson fault(DataFault fault) {
        Optional<Integer> line = fault.line().isPresent()
                ? Optional.of(Math.toIntExact(fault.line().getAsLong()))
                : Optional.empty();
        Optional<String> hint = fault.hint().isEmpty() ? Optional.empty() : Optional.of(fault.hint());
        String pointer = fault.column().map(column -> Place.step("#", column)).orElse("#");
        return new FaultJson(pointer, line, Optional.empty(), fault.code(), fault.detail(), hint);
    }

    private static String count(List<FaultJson> faults) {
        return faults.size() == 1 ? "1 problem found." : faults.size() + " problems found.";
    }

    private static String message(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
    }
}
