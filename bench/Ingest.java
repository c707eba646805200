import dev.cairn.server.ingest.DatasetService;
import dev.cairn.server.ingest.Format;
import dev.cairn.server.ingest.IngestLimits;
import dev.cairn.server.ingest.UploadRequest;
import dev.cairn.store.CairnStores;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.blob.DirectoryBlobStore;
import dev.cairn.store.memory.MemoryStores;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes up a table and takes it in as an upload would be, from its first byte to the stored version with its profile and its first split:
 * {@code Ingest FOLDER ROWS COLUMNS}. Prints wall time, processor time and peak memory of the ingestion process.
 */
final class Ingest {
    private static final String[] WORDS = {"north", "south", "east", "west", "centre", "coast", "hills"};

    private static final AtomicLong peakKilobytes = new AtomicLong();
    private static final AtomicLong cpuMillis = new AtomicLong();

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path csv = folder.resolve("table.csv");
        write(csv, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        CairnStores stores = MemoryStores.create(InstantSource.system());
        DirectoryBlobStore blobs = DirectoryBlobStore.open(folder.resolve("blobs"), InstantSource.system());
        DatasetService service = new DatasetService(
                stores, blobs, folder.resolve("work"), IngestLimits.withQuota(4L << 30));
        Thread watch = new Thread(Ingest::watch);
        watch.setDaemon(true);
        watch.start();
        long began = System.nanoTime();
        DatasetVersionRecord version;
        try (InputStream in = Files.newInputStream(csv)) {
            version = service.upload(
                            in, new UploadRequest("bench", Optional.of("y"), Optional.empty(), Format.CSV))
                    .value();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d rows x %d columns, %.0f MB of CSV: %.1f s wall, %.1f s processor, peak %d MB%n",
                version.rows(),
                version.columns(),
                Files.size(csv) / 1e6,
                seconds,
                cpuMillis.get() / 1e3,
                peakKilobytes.get() / 1024);
    }

    /** Half numbers, a third labels, the rest dates, flags and a column of many levels; one value in fifty is missing. */
    private static void write(Path csv, int rows, int columns) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (PrintStream out = new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(csv), 1 << 20), false, StandardCharsets.UTF_8)) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns - 1; c++) {
                line.append('x').append(c).append(',');
            }
            out.append(line.append("y\n"));
            for (int r = 0; r < rows; r++) {
                line.setLength(0);
                for (int c = 0; c < columns - 1; c++) {
                    cell(line, c, random);
                    line.append(',');
                }
                out.append(line.append(random.nextInt(4) == 0 ? "yes" : "no").append('\n'));
            }
        }
    }

    private static void cell(StringBuilder line, int column, SplittableRandom random) {
        if (random.nextInt(50) == 0) {
            return;
        }
        switch (column % 10) {
            case 0, 1, 2, 3, 4 -> line.append((float) (random.nextDouble() * 1000));
            case 5 -> line.append(random.nextInt(100_000));
            case 6, 7 -> line.append(WORDS[random.nextInt(WORDS.length)]);
            case 8 -> line.append("20").append(10 + random.nextInt(10)).append("-0").append(1 + random.nextInt(9))
                    .append('-').append(10 + random.nextInt(18));
            default -> line.append("item-").append(random.nextInt(20_000));
        }
    }

    /** Reads what the kernel counts for our children while they live. */
    private static void watch() {
        while (true) {
            ProcessHandle.current().children().forEach(child -> {
                try {
                    for (String row : Files.readAllLines(Path.of("/proc/" + child.pid() + "/status"))) {
                        if (row.startsWith("VmHWM:")) {
                            long kilobytes = Long.parseLong(row.replaceAll("\\D", ""));
                            peakKilobytes.accumulateAndGet(kilobytes, Math::max);
                        }
                    }
                } catch (IOException e) {
                    return; // it has just ended
                }
                child.info().totalCpuDuration().ifPresent(d -> cpuMillis.accumulateAndGet(d.toMillis(), Math::max));
            });
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
