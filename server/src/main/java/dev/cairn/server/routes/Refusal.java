package dev.cairn.server.routes;

import dev.cairn.server.wire.Problem.FaultJson;
import java.util.List;
import java.util.Optional;

/** A request that can not be granted, as the problem it becomes. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String slug;
    private final String title;

    @SuppressWarnings("serial") // never serialised
    private final List<FaultJson> faults;

    Refusal(int status, String slug, String title, String detail) {
        this(status, slug, title, detail, List.of());
    }

    private Refusal(int status, String slug, String title, String detail, List<FaultJson> faults) {
        super(detail);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.faults = faults;
    }

    static Refusal missing(String what) {
        return new Refusal(404, "not-found", "Not found", "There is no " + what + ".");
    }

    /** A part of the request, other than a specification or a dataset, is wrong: {@code place} is like {@code query/limit}. */
    static Refusal invalid(String place, String code, String detail, Optional<String> hint) {
        FaultJson fault = new FaultJson("#/" + place, Optional.empty(), Optional.empty(), code, detail, hint);
        return new Refusal(400, "invalid-request", "The request is not valid", detail, List.of(fault));
    }

    int status() {
        return status;
    }

    String slug() {
        return slug;
    }

    String title() {
        return title;
    }

    String detail() {
        return Optional.ofNullable(getMessage()).orElse(title);
    }

    List<FaultJson> faults() {
        return faults;
    }
}
