package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.BoundedStream;
import dev.cairn.server.ingest.csv.RawTable;
import dev.cairn.server.ingest.csv.RowBuilder;
import dev.cairn.server.ingest.csv.TypedTable;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** Reads the first sheet of an XLSX workbook: its first row that holds anything names the columns, formulas count as their last result. */
final class SheetRows {
    private static final double LATEST_DAY = 2_958_466; // 31 December 9999

    private final FaultList faults;
    private final long maxBytes;

    private SheetRows(FaultList faults, long maxBytes) {
        this.faults = faults;
        this.maxBytes = maxBytes;
    }

    /** What was read; only meaningful when no fault was added. */
    static TypedTable read(Path source, Path clean, long maxBytes, FaultList faults) throws IOException {
        SheetRows reader = new SheetRows(faults, maxBytes);
        TypedTable nothing = new TypedTable(new RawTable(0, List.of()), Map.of());
        try {
            reader.checkSize(source);
            return new TypedTable(reader.read(source, clean), Map.of());
        } catch (BoundedStream.TooLong e) {
            faults.add(DataFault.ofFile(
                    "too-large-unpacked", "The workbook is larger than " + e.limit() + " bytes when unpacked.", ""));
        } catch (ExcelReaderException | UncheckedIOException | java.util.zip.ZipException e) {
            faults.add(DataFault.ofFile(
                    "broken-xlsx", "The workbook can not be read: " + e.getMessage() + ".", "Save it again as XLSX."));
        }
        return nothing;
    }

    /** Unpacks every part once into nothing: a small archive may hold anything, and what it says about its sizes may be wrong. */
    private void checkSize(Path source) throws IOException {
        long left = maxBytes;
        try (ZipFile zip = new ZipFile(source.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                try (InputStream part = new BoundedStream(zip.getInputStream(entries.nextElement()), left)) {
                    left -= part.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
    }

    private RawTable read(Path source, Path clean) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(source.toFile(), new ReadingOptions(true, false));
                Stream<Row> stream = workbook.getFirstSheet().openStream()) {
            Iterator<Row> rows = stream.filter(row -> !isBlank(row)).iterator();
            if (!rows.hasNext()) {
                faults.add(DataFault.ofFile(
                        "empty-file", "The first sheet is empty.", "A header row and rows are needed."));
                return new RawTable(0, List.of());
            }
            List<String> names = names(rows.next());
            try (RowBuilder built = RowBuilder.open(clean, names, maxBytes, faults)) {
                while (rows.hasNext() && faults.isEmpty()) {
                    row(rows.next(), names.size(), built);
                }
                return faults.isEmpty() ? built.table() : new RawTable(0, List.of());
            }
        }
    }

    private static boolean isBlank(Row row) {
        return row.stream().allMatch(cell -> cell == null || text(cell).isEmpty());
    }

    private static List<String> names(Row header) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.getCellCount(); i++) {
            names.add(text(header, i).orElse("column_" + (i + 1)).strip());
        }
        while (!names.isEmpty() && names.get(names.size() - 1).equals("column_" + names.size())) {
            names.remove(names.size() - 1);
        }
        return names;
    }

    private void row(Row row, int columns, RowBuilder built) throws IOException {
        for (int i = columns; i < row.getCellCount(); i++) {
            if (text(row, i).isPresent()) {
                faults.add(DataFault.atLine(
                        row.getRowNum(),
                        "ragged-row",
                        "Row " + row.getRowNum() + " has a value in column " + (i + 1) + "; the header has " + columns
                                + " columns.",
                        "Name the column, or clear the cell."));
                return;
            }
        }
        built.begin(row.getRowNum());
        for (int i = 0; i < columns; i++) {
            built.value(text(row, i));
        }
        built.end();
    }

    private static Optional<String> text(Row row, int column) {
        return column < row.getCellCount()
                ? Optional.ofNullable(row.getCell(column)).flatMap(SheetRows::text)
                : Optional.empty();
    }

    /** An error such as #N/A is a missing value. */
    private static Optional<String> text(Cell cell) {
        if (cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR || cell.getRawValue() == null) {
            return Optional.empty();
        }
        String raw = cell.getType() == CellType.STRING ? cell.asString() : cell.getRawValue();
        if (cell.getType() == CellType.BOOLEAN) {
            return Optional.of(raw.equals("1") ? "true" : raw.equals("0") ? "false" : raw.toLowerCase(Locale.ROOT));
        }
        return cell.getType() == CellType.NUMBER && isDate(cell) ? Optional.of(date(cell)) : Optional.of(raw);
    }

    /** Dates are numbers whose format shows a day or a year. */
    private static boolean isDate(Cell cell) {
        String format =
                Optional.ofNullable(cell.getDataFormatString()).orElse("").replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]", "");
        double day = cell.asNumber().doubleValue();
        return format.matches("(?i).*[dy].*") && day >= 0 && day < LATEST_DAY;
    }

    private static String date(Cell cell) {
        LocalDateTime time = cell.asDate();
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.withNano(0).format(java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
}
