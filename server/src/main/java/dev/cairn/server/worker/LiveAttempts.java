package dev.cairn.server.worker;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts that run on this worker. */
final class LiveAttempts {
    private final Map<AttemptRef, LiveAttempt> live = new ConcurrentHashMap<>();

    void add(LiveAttempt attempt) {
        live.put(attempt.ref(), attempt);
    }

    void remove(LiveAttempt attempt) {
        live.remove(attempt.ref());
    }

    List<LiveAttempt> all() {
        return List.copyOf(live.values());
    }

    Set<AttemptRef> refs() {
        return Set.copyOf(live.keySet());
    }

    /** What the store said about the attempts that were asked about; one it did not speak of is fenced. */
    void heard(Set<AttemptRef> askedAbout, Map<AttemptRef, Intent> intents) {
        for (AttemptRef ref : askedAbout) {
            Optional.ofNullable(live.get(ref)).ifPresent(attempt -> attempt.wish(wish(intents, ref)));
        }
    }

    private static Wish wish(Map<AttemptRef, Intent> intents, AttemptRef ref) {
        Intent intent = intents.get(ref);
        if (intent == null) {
            return Wish.FENCED;
        }
        return switch (intent) {
            case RUN -> Wish.NONE;
            case PAUSE -> Wish.PAUSE;
            case CANCEL -> Wish.CANCEL;
        };
    }

    /** Writes what the attempts noted. One that cannot be written does not hold back the others. */
    void flush() {
        Optional<RuntimeException> first = Optional.empty();
        for (LiveAttempt attempt : all()) {
            try {
                attempt.flush();
            } catch (RuntimeException e) {
                first = Optional.of(first.orElse(e));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }
}
