package dev.cairn.store.blob;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A bucket in memory that answers the part of the S3 protocol that we speak, by paths; unsigned requests are refused. */
final class FakeS3 implements AutoCloseable {
    private static final int PAGE = 3;

    private final NavigableMap<String, Stored> objects = new TreeMap<>();
    private final Map<String, NavigableMap<Integer, byte[]>> uploads = new HashMap<>();
    private final InstantSource clock;
    private final HttpServer server;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Stored(byte[] content, Instant at) {}

    FakeS3(InstantSource clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized int unfinishedUploads() {
        return uploads.size();
    }

    synchronized void replace(String sha, byte[] content) {
        objects.replaceAll((key, stored) -> key.endsWith(sha) ? new Stored(content, stored.at()) : stored);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("")
                    .startsWith("AWS4-HMAC-SHA256 Credential=key/")) {
                send(exchange, 403, error("AccessDenied"));
                return;
            }
            String path = exchange.getRequestURI().getPath();
            String key = path.substring(path.indexOf('/', 1) + 1);
            Map<String, String> query = query(exchange.getRequestURI());
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, key, query);
                case "POST" -> post(exchange, key, query);
                case "DELETE" -> {
                    objects.remove(key);
                    uploads.remove(query.getOrDefault("uploadId", ""));
                    send(exchange, 204, new byte[0]);
                }
                default -> read(exchange, key, query);
            }
        }
    }

    private void put(HttpExchange exchange, String key, Map<String, String> query) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(body) + "\"");
        if (query.containsKey("partNumber")) {
            uploads.getOrDefault(query.get("uploadId"), new TreeMap<>())
                    .put(Integer.parseInt(query.get("partNumber")), body);
        } else if (exchange.getRequestHeaders().containsKey("x-amz-copy-source")) {
            objects.computeIfPresent(key, (k, stored) -> new Stored(stored.content(), clock.instant()));
            send(exchange, 200, "<CopyObjectResult><ETag>x</ETag></CopyObjectResult>".getBytes(StandardCharsets.UTF_8));
            return;
        } else {
            objects.put(key, new Stored(body, clock.instant()));
        }
        send(exchange, 200, new byte[0]);
    }

    private void post(HttpExchange exchange, String key, Map<String, String> query) throws IOException {
        if (query.containsKey("uploads")) {
            String id = "upload-" + uploads.size();
            uploads.put(id, new TreeMap<>());
            send(
                    exchange,
                    200,
                    "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
                            .formatted(id)
                            .getBytes(StandardCharsets.UTF_8));
            return;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        uploads.remove(query.get("uploadId")).values().forEach(whole::writeBytes);
        objects.put(key, new Stored(whole.toByteArray(), clock.instant()));
        send(
                exchange,
                200,
                "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void read(HttpExchange exchange, String key, Map<String, String> query) throws IOException {
        if (query.containsKey("list-type")) {
            send(exchange, 200, list(query).getBytes(StandardCharsets.UTF_8));
            return;
        }
        Stored stored = objects.get(key);
        if (stored == null) {
            send(exchange, 404, error("NoSuchKey"));
            return;
        }
        exchange.getResponseHeaders()
                .set(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.at().atOffset(ZoneOffset.UTC)));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(stored.content().length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            send(exchange, 200, stored.content());
        }
    }

    /** Pages of a few keys, so that a client that reads only the first is found out. */
    private String list(Map<String, String> query) {
        String after = query.getOrDefault("continuation-token", "");
        NavigableMap<String, Stored> rest = objects.tailMap(after, false);
        String contents = rest.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(query.getOrDefault("prefix", "")))
                .limit(PAGE)
                .map(entry -> "<Contents><Key>%s</Key><LastModified>%s</LastModified><Size>%d</Size></Contents>"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().at(),
                                entry.getValue().content().length))
                .collect(Collectors.joining());
        Optional<String> last = rest.keySet().stream().skip(PAGE - 1L).findFirst();
        boolean more = rest.size() > PAGE && last.isPresent();
        return "<ListBucketResult><IsTruncated>" + more + "</IsTruncated>"
                + (more ? "<NextContinuationToken>" + last.get() + "</NextContinuationToken>" : "") + contents
                + "</ListBucketResult>";
    }

    private static byte[] error(String code) {
        return ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> query(URI uri) {
        return Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(
                        part -> part[0],
                        part -> part.length < 2 ? "" : URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
