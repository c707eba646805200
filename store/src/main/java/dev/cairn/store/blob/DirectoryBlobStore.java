package dev.cairn.store.blob;

import dev.cairn.store.BlobDiskFull;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CorruptBlob;
import dev.cairn.store.MissingRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files under {@code ab/abcdef…}. A file is written beside its place, forced to disk, moved there, and the move is forced too: after a
 * crash it is there in full or not at all.
 */
public final class DirectoryBlobStore implements BlobStore {
    private static final int BUFFER = 1 << 16;

    /** A file being written is younger than this; older ones were left by a process that died. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final Path incoming;
    private final InstantSource clock;
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    private DirectoryBlobStore(Path folder, Path incoming, InstantSource clock) {
        this.folder = folder;
        this.incoming = incoming;
        this.clock = clock;
    }

    /** The store in this folder, which is made when it is not there. */
    public static DirectoryBlobStore open(Path folder, InstantSource clock) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Path incoming = Files.createDirectories(absolute.resolve("incoming"));
        return new DirectoryBlobStore(absolute, incoming, clock);
    }

    @Override
    public Blob put(InputStream content) throws IOException {
        Path fresh = incoming.resolve(UUID.randomUUID().toString());
        try {
            Blob blob = write(fresh, content);
            Path place = place(blob.sha256());
            if (!keptAlive(place)) {
                Files.setLastModifiedTime(fresh, FileTime.from(clock.instant()));
                moveForced(fresh, place);
            }
            checked.add(blob.sha256());
            return blob;
        } catch (IOException e) {
            if (noRoom(e)) {
                throw new BlobDiskFull("no room left in " + folder, e);
            }
            throw e;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** A file that is there already is young again for whoever names it next. False when there is none. */
    private boolean keptAlive(Path place) throws IOException {
        try {
            Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public Blob put(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return put(content);
        }
    }

    private static Blob write(Path file, InputStream content) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(content, new Hashing(Channels.newOutputStream(channel), digest));
            channel.force(true);
            return new Blob(HexFormat.of().formatHex(digest.digest()), channel.size());
        }
    }

    private void moveForced(Path fresh, Path place) throws IOException {
        Path parent = folder.resolve(place.getParent());
        boolean made = Files.notExists(parent);
        Files.createDirectories(parent);
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        force(parent);
        if (made) {
            force(folder);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Java names the condition only in the text of the operating system. */
    private static boolean noRoom(IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("No space left on device") || text.contains("Disk quota exceeded");
    }

    @Override
    public boolean has(String sha256) {
        return Files.isRegularFile(place(sha256));
    }

    @Override
    public Path path(String sha256) throws IOException {
        Path place = place(sha256);
        if (!Files.isRegularFile(place)) {
            throw new MissingRecord("there is no file with the content " + sha256);
        }
        if (!checked.contains(sha256)) {
            String found = hash(place);
            if (!found.equals(sha256)) {
                throw new CorruptBlob("the file " + place + " has the content " + found + ", not what it is named by");
            }
            checked.add(sha256);
        }
        return place;
    }

    /** Makes a file young again, so that a collection by age leaves it. */
    void touch(String sha256) throws IOException {
        keptAlive(place(sha256));
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(path(sha256));
    }

    @Override
    public Collected collect(Set<String> keep, Duration age, boolean dryRun) throws IOException {
        Collected collected = Collected.NOTHING;
        for (Path file : files()) {
            Duration enough = file.startsWith(incoming) ? ABANDONED : age;
            boolean garbage = !keep.contains(file.getFileName().toString()) && olderThan(file, enough);
            if (garbage) {
                long bytes = dryRun ? Files.size(file) : discarded(file, enough);
                collected = bytes < 0 ? collected : collected.plus(new Collected(1, bytes));
            }
        }
        return collected;
    }

    /**
     * Takes the file away and looks again: whoever put the same content in between made it young, or found it gone and put it anew.
     *
     * @return its size, or -1 when it stays
     */
    private long discarded(Path file, Duration age) throws IOException {
        Path aside = incoming.resolve("discarded-" + UUID.randomUUID());
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return -1;
        }
        if (!olderThan(aside, age)) {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return -1;
        }
        long bytes = Files.size(aside);
        Files.delete(aside);
        checked.remove(file.getFileName().toString());
        return bytes;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder, 2)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private boolean olderThan(Path file, Duration age) throws IOException {
        try {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            return changed.plus(age).isBefore(clock.instant());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private Path place(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a content address is a SHA-256 in lower-case hex, got '" + sha256 + "'");
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream content = Files.newInputStream(file)) {
            copy(content, new Hashing(OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Hashes what passes through. */
    private static final class Hashing extends OutputStream {
        private final OutputStream out;
        private final MessageDigest digest;

        Hashing(OutputStream out, MessageDigest digest) {
            this.out = out;
            this.digest = digest;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(ByteBuffer.wrap(bytes, offset, length));
            out.write(bytes, offset, length);
        }
    }
}
