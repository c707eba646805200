package dev.cairn.server.trial;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of named byte sections that is either complete or refused. All numbers are big-endian:
 *
 * <pre>
 *   8 bytes   magic, e.g. "CAIRNCKP"
 *   u16       format version
 *   utf8      what the file is about (u16 length, then modified UTF-8)
 *   i32       a number of its kind's own, e.g. the step
 *   i32       sections; for each: utf8 name, i64 length, the bytes
 *   32 bytes  SHA-256 of everything before
 * </pre>
 *
 * Written to a temporary name, forced to disk, renamed to the hash of the whole file, and the folder forced too: a crash
 * leaves the complete file or none.
 */
record SectionFile(String magic, int version, String subject, int number, Map<String, byte[]> sections) {
    private static final int HASH_BYTES = 32;

    /**
     * Where a written file lies.
     *
     * @param sha256 of the whole file, in lower-case hex
     */
    record Place(Path path, String sha256, long bytes) {}

    SectionFile {
        if (magic.length() != 8) {
            throw new IllegalArgumentException("a magic has 8 letters, got '" + magic + "'");
        }
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    Place write(Path folder, String suffix) throws IOException {
        Path temporary = Files.createTempFile(folder, "writing-", ".tmp");
        try {
            MessageDigest whole = sha256();
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                OutputStream hashed = new DigestOutputStream(file, whole);
                MessageDigest content = sha256();
                writeContent(new DataOutputStream(new DigestOutputStream(hashed, content)));
                hashed.write(content.digest());
                file.flush();
                channel.force(true);
            }
            String hash = HexFormat.of().formatHex(whole.digest());
            Path path = folder.resolve(hash + suffix);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
            return new Place(path, hash, Files.size(path));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Reads a whole file and verifies it. */
    static SectionFile read(Path path, String magic, int newestVersion) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int length = bytes.length - HASH_BYTES;
        if (length < magic.length() || !new String(bytes, 0, magic.length(), US_ASCII).equals(magic)) {
            throw new CorruptFile(path + " does not begin with " + magic);
        }
        MessageDigest content = sha256();
        content.update(bytes, 0, length);
        if (!Arrays.equals(content.digest(), Arrays.copyOfRange(bytes, length, bytes.length))) {
            throw new CorruptFile(path + " is damaged: its hash does not fit its content");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
        in.skipNBytes(magic.length());
        int version = in.readUnsignedShort();
        if (version > newestVersion) {
            throw new CorruptFile(
                    path + " has format version " + version + ", this program reads up to " + newestVersion);
        }
        return readContent(in, magic, version);
    }

    byte[] section(String name) throws CorruptFile {
        byte[] bytes = sections.get(name);
        if (bytes == null) {
            throw new CorruptFile("a " + magic + " file without section '" + name + "'");
        }
        return bytes;
    }

    private static SectionFile readContent(DataInputStream in, String magic, int version) throws IOException {
        String subject = in.readUTF();
        int number = in.readInt();
        int count = in.readInt();
        Map<String, byte[]> sections = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            long size = in.readLong();
            byte[] bytes = in.readNBytes(Math.toIntExact(size));
            if (bytes.length < size) {
                throw new CorruptFile("section '" + name + "' of a " + magic + " file is cut off");
            }
            sections.put(name, bytes);
        }
        return new SectionFile(magic, version, subject, number, sections);
    }

    private void writeContent(DataOutputStream out) throws IOException {
        out.write(magic.getBytes(US_ASCII));
        out.writeShort(version);
        out.writeUTF(subject);
        out.writeInt(number);
        out.writeInt(sections.size());
        for (Map.Entry<String, byte[]> section : sections.entrySet()) {
            out.writeUTF(section.getKey());
            out.writeLong(section.getValue().length);
            out.write(section.getValue());
        }
        out.flush();
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The file is damaged, cut off, or of another kind. */
    static final class CorruptFile extends IOException {
        private static final long serialVersionUID = 1;

        CorruptFile(String message) {
            super(message);
        }
    }
}
