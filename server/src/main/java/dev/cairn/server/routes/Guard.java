package dev.cairn.server.routes;

import io.javalin.http.Context;
import java.net.URI;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Looks at each request before any route does. A page of another site that had its name resolve to this machine (DNS rebinding) is known by its
 * Host header; one that sends a form here is known by its Origin. Nobody else can reach a loopback address.
 */
final class Guard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int ID_BYTES = 8;

    private final String host;

    /**
     * Guards a server.
     *
     * @param host address it listens on
     */
    Guard(String host) {
        this.host = host.toLowerCase(Locale.ROOT);
    }

    void check(Context context) {
        String id = Optional.ofNullable(context.header("X-Request-Id"))
                .filter(given -> ID.matcher(given).matches())
                .orElseGet(Guard::newId);
        Api.trace(context, id);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        String asked = Optional.ofNullable(context.header("Host")).orElse("");
        if (!known(withoutPort(asked))) {
            throw new Refusal(
                    403, "forbidden-host", "Forbidden", "Cairn does not answer for the host '" + asked + "'.");
        }
        Optional<String> origin = Optional.ofNullable(context.header("Origin"));
        if (origin.isPresent() && !known(hostOf(origin.get()))) {
            throw new Refusal(
                    403, "forbidden-host", "Forbidden", "Cairn does not answer pages of '" + origin.get() + "'.");
        }
    }

    private boolean known(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(lower) || lower.equals(host);
    }

    private static String withoutPort(String address) {
        int bracket = address.indexOf(']');
        int colon = address.indexOf(':', Math.max(bracket, 0));
        return colon < 0 ? address : address.substring(0, colon);
    }

    private static String hostOf(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getHost()).orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String newId() {
        byte[] octets = new byte[ID_BYTES];
        ThreadLocalRandom.current().nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
