package dev.cairn.server.routes;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The dashboard's files from the classpath. An address that is no file is one of its pages, and pages are made by {@code index.html}. */
final class Dashboard {
    private static final String INDEX = "/index.html";
    private static final Pattern SAFE = Pattern.compile("/[A-Za-z0-9._/@%-]*");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    /** Styles come inline from the component library; scripts never do. */
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                    + "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'";

    private final String root;

    /** The files below a folder of the classpath. */
    Dashboard(String root) {
        this.root = root;
    }

    /** True when it answered. */
    boolean answer(Context context) throws IOException {
        String path = context.path();
        if (!SAFE.matcher(path).matches() || path.contains("..")) {
            return false;
        }
        Optional<byte[]> file = path.endsWith("/") ? Optional.empty() : file(path);
        boolean asset = path.startsWith("/assets/");
        if (file.isPresent() && !path.equals(INDEX)) {
            write(context, file.get(), type(path), asset ? "public, max-age=31536000, immutable" : "no-cache");
            return true;
        }
        Optional<byte[]> index = asset || path.startsWith("/api/") ? Optional.empty() : file(INDEX);
        index.ifPresent(page -> write(context, page, type(INDEX), "no-cache"));
        return index.isPresent();
    }

    private Optional<byte[]> file(String path) throws IOException {
        try (InputStream in = Dashboard.class.getResourceAsStream(root + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }

    private static void write(Context context, byte[] content, String type, String caching) {
        context.header("Content-Security-Policy", POLICY);
        context.header("Cache-Control", caching);
        context.status(200).contentType(type).result(content);
    }

    private static String type(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }
}
