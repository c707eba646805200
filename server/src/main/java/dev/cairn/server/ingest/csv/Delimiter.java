package dev.cairn.server.ingest.csv;

import dev.cairn.server.ingest.report.FaultList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Chooses the delimiter from the beginning of a file: the one under which most records have as many values as the header. */
final class Delimiter {
    private static final byte[] CANDIDATES = {',', ';', '\t', '|'};

    private Delimiter() {}

    static byte of(byte[] beginning, boolean whole) throws IOException {
        byte best = ',';
        double bestScore = 0;
        for (byte candidate : CANDIDATES) {
            double score = score(beginning, whole, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /** The share of records that agree with the header; 0 when the header has one value. More columns break ties. */
    private static double score(byte[] beginning, boolean whole, byte candidate) throws IOException {
        List<Integer> fields = new ArrayList<>();
        new CsvScanner(new ByteArrayInputStream(beginning), candidate, new FaultList(), r -> fields.add(r.fields()))
                .scan(0);
        if (!whole && fields.size() > 1) {
            fields.remove(fields.size() - 1);
        }
        if (fields.isEmpty() || fields.get(0) < 2) {
            return 0;
        }
        int header = fields.get(0);
        long agree = fields.stream().filter(f -> f == header).count();
        return (double) agree / fields.size() + Math.min(header, 1000) * 1e-6;
    }

    static String name(byte delimiter) {
        return delimiter == '\t' ? "tab" : "'" + (char) delimiter + "'";
    }
}
