package dev.cairn.server.ingest.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an exception when a stream gives more bytes than allowed: a small archive may unpack to anything. */
public final class BoundedStream extends FilterInputStream {
    /** The stream is longer than its bound. */
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        private final long limit;

        TooLong(long limit) {
            super("more than " + limit + " bytes");
            this.limit = limit;
        }

        public long limit() {
            return limit;
        }
    }

    private final long limit;
    private long left;

    public BoundedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    private void count(int n) throws TooLong {
        left -= n;
        if (left < 0) {
            throw new TooLong(limit);
        }
    }
}
