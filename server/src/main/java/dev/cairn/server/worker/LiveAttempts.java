package dev.cairn.server.worker;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.Directive;
import dev.cairn.store.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The attempts that run on this worker. */
final class LiveAttempts {
    private final Set<LiveAttempt> live = ConcurrentHashMap.newKeySet();

    void add(LiveAttempt attempt) {
        live.add(attempt);
    }

    void remove(LiveAttempt attempt) {
        live.remove(attempt);
    }

    List<LiveAttempt> all() {
        return List.copyOf(live);
    }

    Set<AttemptRef> refs() {
        return live.stream().map(LiveAttempt::ref).collect(Collectors.toUnmodifiableSet());
    }

    /** What the store said about the attempts that were asked about; one it did not speak of is live no more. */
    void heard(Set<AttemptRef> askedAbout, Map<AttemptRef, Directive> directives) {
        for (LiveAttempt attempt : all()) {
            AttemptRef ref = attempt.ref();
            if (askedAbout.contains(ref)) {
                Optional.ofNullable(directives.get(ref))
                        .ifPresentOrElse(directive -> hear(attempt, directive), () -> attempt.lost(ref));
            }
        }
    }

    /** What is wished of some of them, between two renewals. */
    void wished(Map<AttemptRef, Intent> wishes) {
        for (LiveAttempt attempt : all()) {
            Optional.ofNullable(wishes.get(attempt.ref())).ifPresent(intent -> attempt.wish(wish(intent)));
        }
    }

    private static void hear(LiveAttempt attempt, Directive directive) {
        attempt.runFor(directive.runFor());
        attempt.wish(wish(directive.intent()));
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
        live.forEach(LiveAttempt::checkTime);
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
