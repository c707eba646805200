package dev.cairn.server.worker;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.Directive;
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
    void heard(Set<AttemptRef> askedAbout, Map<AttemptRef, Directive> directives) {
        for (AttemptRef ref : askedAbout) {
            Optional<Directive> directive = Optional.ofNullable(directives.get(ref));
            Optional.ofNullable(live.get(ref)).ifPresent(attempt -> hear(attempt, directive));
        }
    }

    private static void hear(LiveAttempt attempt, Optional<Directive> directive) {
        attempt.runFor(directive.flatMap(Directive::runFor));
        attempt.wish(directive.map(said -> wish(said.intent())).orElse(Wish.FENCED));
    }

    private static Wish wish(Intent intent) {
        return switch (intent) {
            case RUN -> Wish.NONE;
            case PREEMPT -> Wish.PREEMPT;
            case PAUSE -> Wish.PAUSE;
            case CANCEL -> Wish.CANCEL;
        };
    }

    /** Ends those whose time is over. */
    void checkTime() {
        live.values().forEach(LiveAttempt::checkTime);
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
