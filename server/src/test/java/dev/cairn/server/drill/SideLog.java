package dev.cairn.server.drill;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.Claim;
import dev.cairn.store.Finish;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.Outcome;
import dev.cairn.store.TrialStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes what the store acknowledged to this process, in a file that outlives it. The same place can take the fence away, to show that the audit
 * would notice: then what the store refuses is written all the same, and an attempt is told to go on that has lost its trial.
 */
public final class SideLog {
    private final Path file;
    private final Optional<Unfenced> unfenced;
    private final Map<Object, Object> lastDirectives = new ConcurrentHashMap<>();

    public SideLog(Path file, Optional<Unfenced> unfenced) {
        this.file = file;
        this.unfenced = unfenced;
    }

    /** Writes a result whoever has the trial now. */
    public interface Unfenced {
        void overwrite(AttemptRef attempt, double objective);
    }

    public TrialStore around(TrialStore store) {
        return (TrialStore) Proxy.newProxyInstance(
                TrialStore.class.getClassLoader(),
                new Class<?>[] {TrialStore.class},
                (proxy, method, arguments) -> noted(store, method, arguments));
    }

    private Object noted(TrialStore store, Method method, Object[] arguments) throws Throwable {
        Object answer;
        try {
            answer = method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        switch (method.getName()) {
            case "claim", "reclaim" ->
                ((Optional<?>) answer).ifPresent(claim -> note("claim", ((Claim) claim).ref(), ""));
            case "record" -> {
                if ((Boolean) answer || unfenced.isPresent()) {
                    note("record", (AttemptRef) arguments[0], steps((List<?>) arguments[1]));
                    return true;
                }
            }
            case "finish" -> {
                if (answer == Finish.DONE || unfenced.isPresent()) {
                    if (answer == Finish.FENCED && arguments[1] instanceof Outcome.Completed completed) {
                        unfenced.get().overwrite((AttemptRef) arguments[0], completed.objective());
                    }
                    note("finish", (AttemptRef) arguments[0], ending((Outcome) arguments[1]));
                    return Finish.DONE;
                }
            }
            case "renew" -> {
                return unfenced.isEmpty() ? answer : asBefore((Collection<?>) arguments[0], (Map<?, ?>) answer);
            }
            default -> {}
        }
        return answer;
    }

    /** What an attempt was told last, it is told again when the store knows it no more. */
    private Map<Object, Object> asBefore(Collection<?> asked, Map<?, ?> answer) {
        lastDirectives.putAll(answer);
        Map<Object, Object> all = new HashMap<>();
        asked.forEach(ref -> Optional.ofNullable(lastDirectives.get(ref)).ifPresent(said -> all.put(ref, said)));
        return all;
    }

    private static String steps(List<?> rows) {
        List<Integer> steps =
                rows.stream().map(row -> ((MeasurementRow) row).step()).toList();
        return steps.isEmpty() ? "0 0" : steps.size() + " " + steps.get(steps.size() - 1);
    }

    private static String ending(Outcome outcome) {
        return outcome instanceof Outcome.Completed completed
                ? "Completed " + Double.toHexString(completed.objective())
                : outcome.getClass().getSimpleName();
    }

    private synchronized void note(String what, AttemptRef ref, String detail) {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(what + " " + ref.study() + " " + ref.trial() + " " + ref.attempt() + " " + detail + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
