package dev.cairn.server.routes;

import dev.cairn.store.IdempotencyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers a POST that carries an {@code Idempotency-Key} once, and the same again when it is repeated. */
final class Idempotency {
    private static final int LONGEST = 200;
    private static final String TYPE = "Content-Type";

    private final IdempotencyStore store;

    Idempotency(IdempotencyStore store) {
        this.store = store;
    }

    Answer answer(String path, Request request, Route route) throws Exception {
        Optional<String> key = request.header("Idempotency-Key");
        if (key.isEmpty()) {
            return route.answer(request);
        }
        if (key.get().isBlank() || key.get().length() > LONGEST) {
            throw Refusal.invalid(
                    "header/Idempotency-Key",
                    "out-of-range",
                    "An Idempotency-Key has 1 to 200 characters.",
                    Optional.empty());
        }
        IdempotencyStore.Begin begin = store.begin(key.get(), hash(path, request));
        if (begin instanceof IdempotencyStore.Replay replay) {
            return again(replay);
        } else if (begin instanceof IdempotencyStore.Mismatch) {
            throw new Refusal(
                    422,
                    "idempotency-mismatch",
                    "Another request used this key",
                    "The Idempotency-Key was used with another request.");
        } else if (begin instanceof IdempotencyStore.Busy) {
            throw new Refusal(
                    409, "conflict", "Conflict", "A request with this Idempotency-Key is being answered right now.");
        }
        return first(key.get(), request, route);
    }

    /** Only answers are kept: after a failure the same request may be tried again. */
    private Answer first(String key, Request request, Route route) throws Exception {
        boolean kept = false;
        try {
            Answer answer = route.answer(request);
            Map<String, String> headers = new LinkedHashMap<>(answer.headers());
            headers.put(TYPE, answer.contentType());
            store.finish(key, new IdempotencyStore.Replay(answer.status(), headers, answer.body()));
            kept = true;
            return answer;
        } finally {
            if (!kept) {
                store.abandon(key);
            }
        }
    }

    private static Answer again(IdempotencyStore.Replay replay) {
        Map<String, String> headers = new LinkedHashMap<>(replay.headers());
        String type = Optional.ofNullable(headers.remove(TYPE)).orElse(Answer.JSON);
        return new Answer(replay.status(), type, headers, replay.body()).with("Idempotent-Replay", "true");
    }

    private static String hash(String path, Request request) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((request.target() + '\n' + path + '\n').getBytes(StandardCharsets.UTF_8));
            sha.update(request.text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
