package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.Lexeme;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A keyed hash of a row's feature values (HMAC-SHA-256, RFC 2104). A value counts by what it is, not by how it is spelled: {@code 1},
 * {@code 1.0} and {@code 1e0} are equal, in a column of numbers and in one of labels, so that a column whose kind changes between versions
 * keeps its rows on their side of the vault.
 */
final class RowHash {
    private static final byte MISSING = 0;
    private static final byte NUMBER = 1;
    private static final byte TEXT = 2;

    private final Mac mac;
    private ByteBuffer row = ByteBuffer.allocate(1 << 10);

    RowHash(String keyHex) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(keyHex), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    void number(double value) {
        if (Double.isNaN(value)) {
            room(1).put(MISSING);
        } else {
            room(1 + Double.BYTES).put(NUMBER).putDouble(value + 0.0);
        }
    }

    /** A text; nothing is a missing one. */
    void text(String text) {
        encoded(encoded(text));
    }

    /** A text that was encoded before. */
    void encoded(byte[] text) {
        room(text.length).put(text);
    }

    /** A text as a hash takes it, empty when missing. */
    static byte[] encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return new byte[] {MISSING};
        }
        if (Lexeme.of(bytes, 0, bytes.length).isNumber()) {
            return ByteBuffer.allocate(1 + Double.BYTES)
                    .put(NUMBER)
                    .putDouble(Double.parseDouble(text) + 0.0)
                    .array();
        }
        return ByteBuffer.allocate(1 + Integer.BYTES + bytes.length)
                .put(TEXT)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    /**
     * The hash of a row, in two independent parts.
     *
     * @param place where the row lies between 0 and 1 when rows are to be sealed
     * @param group equal for rows with equal values
     */
    record Hash(double place, long group) {}

    /** The hash of the values since the last call. */
    Hash end() {
        row.flip();
        mac.update(row);
        row.clear();
        ByteBuffer digest = ByteBuffer.wrap(mac.doFinal());
        return new Hash((digest.getLong() >>> 11) * 0x1.0p-53, digest.getLong());
    }

    private ByteBuffer room(int bytes) {
        if (row.remaining() < bytes) {
            row.flip();
            row = ByteBuffer.allocate(2 * (row.limit() + bytes)).put(row);
        }
        return row;
    }
}
