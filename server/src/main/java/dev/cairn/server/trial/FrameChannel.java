package dev.cairn.server.trial;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Length-prefixed CBOR frames over a pair of pipes: four bytes of length, big-endian, then one CBOR map (RFC 8949). Large
 * content does not belong here: it goes to a file, and its path and hash into a frame. Only the streaming part of Jackson
 * is used, because its databinding would double the start-up time of a child. Reading is for one thread, writing for any.
 */
final class FrameChannel {
    /** Generous for measurements with many folds, small enough that garbage cannot exhaust the heap. */
    static final int MAX_FRAME_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 16;
    private static final CBORFactory CBOR = CBORFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final DataInputStream in;
    private final OutputStream out;

    FrameChannel(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /** The next frame, or nothing at the end of the stream. */
    Optional<Tree> read() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        if (length < 1 || length > MAX_FRAME_BYTES) {
            throw new MalformedFrame("a frame has 1 to " + MAX_FRAME_BYTES + " bytes, got " + length);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the stream ended inside a frame");
        }
        return Optional.of(parse(body));
    }

    void write(Tree frame) throws IOException {
        byte[] body = bytes(frame);
        if (body.length > MAX_FRAME_BYTES) {
            throw new MalformedFrame("a frame has at most " + MAX_FRAME_BYTES + " bytes, got " + body.length);
        }
        byte[] whole = ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(body.length)
                .put(body)
                .array();
        synchronized (out) {
            out.write(whole);
            out.flush();
        }
    }

    private static byte[] bytes(Tree frame) throws IOException {
        ByteArrayBuilder buffer = new ByteArrayBuilder();
        try (CBORGenerator generator = CBOR.createGenerator(buffer)) {
            put(generator, frame.fields());
        }
        return buffer.toByteArray();
    }

    private static void put(CBORGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject(map, map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                put(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray(list, list.size());
            for (Object item : list) {
                put(generator, item);
            }
            generator.writeEndArray();
        } else if (value instanceof Tree tree) {
            put(generator, tree.fields());
        } else {
            putScalar(generator, value);
        }
    }

    private static void putScalar(CBORGenerator generator, Object value) throws IOException {
        if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Long || value instanceof Integer) {
            generator.writeNumber(((Number) value).longValue());
        } else {
            throw new IllegalArgumentException("a frame holds no " + value.getClass());
        }
    }

    private static Tree parse(byte[] body) throws IOException {
        try (JsonParser parser = CBOR.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedFrame("a frame is a map, got " + parser.currentToken());
            }
            Tree frame = new Tree(map(parser));
            if (parser.nextToken() != null) {
                throw new MalformedFrame("a frame holds one map, something follows it");
            }
            return frame;
        } catch (JsonProcessingException e) {
            throw new MalformedFrame("a frame is no CBOR: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Object> map(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new MalformedFrame("a frame holds no " + parser.currentToken());
        };
    }
}
