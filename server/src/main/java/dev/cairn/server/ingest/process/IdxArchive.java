package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.CleanCopy;
import dev.cairn.server.ingest.csv.CsvReader;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import dev.cairn.trainers.data.ImageShape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a zip of two idx files, images and labels, told apart by their dimensions, into a table of pixels and a label. */
final class IdxArchive {
    static final String LABEL = "label";
    private static final long MOST_PIXELS = 16_384;

    private final FaultList faults;
    private final long maxBytes;

    private IdxArchive(FaultList faults, long maxBytes) {
        this.faults = faults;
        this.maxBytes = maxBytes;
    }

    /** What was read, unless a fault was added. */
    static Optional<Draft> read(Path source, Path clean, long maxBytes, FaultList faults) throws IOException {
        try (ZipFile zip = new ZipFile(source.toFile())) {
            return new IdxArchive(faults, maxBytes).read(zip, clean);
        } catch (ZipException e) {
            faults.add(DataFault.ofFile(
                    "not-zip",
                    "The file is not a zip archive: " + e.getMessage() + ".",
                    "Zip the images and the labels."));
            return Optional.empty();
        }
    }

    private Optional<Draft> read(ZipFile zip, Path clean) throws IOException {
        List<ZipEntry> entries = Collections.list(zip.entries()).stream()
                .filter(e -> !e.isDirectory() && !e.getName().startsWith("__MACOSX"))
                .<ZipEntry>map(e -> e)
                .toList();
        if (entries.size() != 2) {
            faults.add(DataFault.ofFile(
                    "idx-files",
                    "The archive holds " + entries.size() + " files; two are needed, images and labels.",
                    "For a test set of your own, upload a second dataset and name it in the study's test."));
            return Optional.empty();
        }
        try (IdxFile first = open(zip, entries.get(0));
                IdxFile second = open(zip, entries.get(1))) {
            if (first.isLabels() == second.isLabels()) {
                faults.add(DataFault.ofFile(
                        "idx-files",
                        "Both files hold " + (first.isLabels() ? "labels." : "images."),
                        "One file of images (3 or 4 dimensions) and one of labels (1 dimension) are needed."));
                return Optional.empty();
            }
            return first.isLabels() ? read(second, first, clean) : read(first, second, clean);
        } catch (IdxFile.NotIdx | EOFException e) {
            faults.add(DataFault.ofFile("broken-idx", "An idx file cannot be read: " + reason(e) + ".", ""));
            return Optional.empty();
        }
    }

    private static String reason(IOException e) {
        return e instanceof EOFException ? "it is shorter than its header says" : String.valueOf(e.getMessage());
    }

    private IdxFile open(ZipFile zip, ZipEntry entry) throws IOException {
        return IdxFile.open(zip.getInputStream(entry), maxBytes);
    }

    private Optional<Draft> read(IdxFile images, IdxFile labels, Path clean) throws IOException {
        List<Integer> size = images.dimensions();
        if (size.size() < 3) {
            faults.add(DataFault.ofFile(
                    "idx-files", "The images have " + size.size() + " dimensions; 3 or 4 are needed.", ""));
        } else if (size.stream().skip(1).mapToLong(n -> n).reduce(1, (a, b) -> Math.min(a * b, MOST_PIXELS + 1))
                > MOST_PIXELS) {
            faults.add(DataFault.ofFile(
                    "large-images", "An image has more than " + MOST_PIXELS + " values.", "Scale the images down."));
        } else if (images.rows() != labels.rows()) {
            faults.add(DataFault.ofFile(
                    "idx-rows",
                    "There are " + images.rows() + " images and " + labels.rows() + " labels.",
                    "Each image needs one."));
        } else if (images.rows() < CsvReader.FEWEST_ROWS) {
            faults.add(DataFault.ofFile(
                    "too-few-rows",
                    "There are " + images.rows() + " images; at least " + CsvReader.FEWEST_ROWS + " are needed.",
                    ""));
        }
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        ImageShape shape = new ImageShape(size.get(1), size.get(2), size.size() == 4 ? size.get(3) : 1);
        copy(images, labels, shape.pixels(), clean);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < shape.pixels(); i++) {
            names.add("pixel_" + (i + 1));
        }
        names.add(LABEL);
        List<ColumnKind> kinds = new ArrayList<>(Collections.nCopies(shape.pixels(), ColumnKind.PIXEL));
        kinds.add(ColumnKind.NUMERIC);
        return Optional.of(new Draft(images.rows(), names, kinds, List.of(), Optional.of(shape)));
    }

    private static void copy(IdxFile images, IdxFile labels, int pixels, Path clean) throws IOException {
        byte[][] digits = new byte[256][];
        for (int i = 0; i < 256; i++) {
            digits[i] = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
        }
        byte[] image = new byte[pixels];
        byte[] label = new byte[1];
        try (CleanCopy copy = new CleanCopy(Files.newOutputStream(clean))) {
            for (int row = 0; row < images.rows(); row++) {
                images.read(image);
                for (byte pixel : image) {
                    byte[] text = digits[pixel & 0xff];
                    copy.value(text, 0, text.length);
                    copy.separator();
                }
                labels.read(label);
                byte[] text = digits[label[0] & 0xff];
                copy.value(text, 0, text.length);
                copy.endRow();
            }
        }
    }
}
