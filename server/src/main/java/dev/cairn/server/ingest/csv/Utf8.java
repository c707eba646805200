package dev.cairn.server.ingest.csv;

/** Checks bytes beyond ASCII one by one against the well-formed sequences of UTF-8 (Unicode 15, table 3-7). */
final class Utf8 {
    private int expected;
    private int low = 0x80;
    private int high = 0xBF;

    /** True while the bytes so far can begin well-formed text; after a false it starts afresh. */
    boolean accepts(byte next) {
        int b = next & 0xff;
        if (expected > 0) {
            boolean fits = b >= low && b <= high;
            expected = fits ? expected - 1 : 0;
            low = 0x80;
            high = 0xBF;
            return fits;
        }
        return lead(b);
    }

    /** True between characters. */
    boolean complete() {
        return expected == 0;
    }

    private boolean lead(int b) {
        if (b < 0x80) {
            return true;
        }
        if (b >= 0xC2 && b <= 0xDF) {
            expected = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            expected = 2;
            low = b == 0xE0 ? 0xA0 : 0x80;
            high = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            expected = 3;
            low = b == 0xF0 ? 0x90 : 0x80;
            high = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            return false;
        }
        return true;
    }
}
