package dev.cairn.server.ingest.csv;

import java.io.IOException;

/** Takes the records of a file one after the other. */
@FunctionalInterface
public interface RecordSink {
    /** Takes the next record, which is valid during the call only. */
    void record(CsvRecord record) throws IOException;
}
