package dev.cairn.trainers.data;

import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.Kind;
import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import dev.cairn.trainers.data.FrameSchema.NoTarget;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.FrameSchema.TargetColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a frame file says about its blocks. */
record FrameFooter(FrameSchema schema, int rows, int rowsPerBlock, List<Block> blocks, boolean sealed) {
    private static final int VERSION = 3;
    /** The same, of sealed rows: a reader that is older than the seal refuses it. */
    private static final int SEALED = 4;
    /** This and {@code SEALED} of a frame without a target: a reader that is older than these takes none for a number. */
    private static final int UNTARGETED = 5;

    private static final int UNTARGETED_SEALED = 6;
    /** Had neither prose nor marks. */
    private static final int OLDEST = 1;

    /** The first whose target may have parts. */
    private static final int PARTS = 3;

    /** A block of cells or, when {@code text}, of prose. */
    record Block(int bytes, int crc, boolean text) {}

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(version());
        out.writeInt(rows);
        out.writeInt(rowsPerBlock);
        writeSchema(out);
        out.writeInt(blocks.size());
        for (Block block : blocks) {
            out.writeInt(block.bytes());
            out.writeInt(block.crc());
            out.writeBoolean(block.text());
        }
        return bytes.toByteArray();
    }

    private int version() {
        if (schema.target() instanceof NoTarget) {
            return sealed ? UNTARGETED_SEALED : UNTARGETED;
        }
        return sealed ? SEALED : VERSION;
    }

    static FrameFooter read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int version = in.readInt();
        if (version < OLDEST || version > UNTARGETED_SEALED) {
            throw new InvalidFrame("frame file version " + version + " is not known here, only " + OLDEST + " to "
                    + UNTARGETED_SEALED);
        }
        int rows = in.readInt();
        int rowsPerBlock = in.readInt();
        FrameSchema schema = readSchema(in, version);
        int count = in.readInt();
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            blocks.add(new Block(in.readInt(), in.readInt(), version > OLDEST && in.readBoolean()));
        }
        return new FrameFooter(
                schema, rows, rowsPerBlock, List.copyOf(blocks), version == SEALED || version == UNTARGETED_SEALED);
    }

    private void writeSchema(DataOutputStream out) throws IOException {
        out.writeInt(schema.columns().size());
        for (Feature column : schema.columns()) {
            writeText(out, column.name());
            writeText(out, column.kind().name());
            writeTexts(out, column.levels());
        }
        TargetColumn target = schema.target();
        writeText(out, target.name());
        out.writeBoolean(target instanceof ClassTarget);
        writeTexts(out, target instanceof ClassTarget classes ? classes.labels() : List.of());
        out.writeBoolean(schema.image().isPresent());
        if (schema.image().isPresent()) {
            ImageShape shape = schema.image().get();
            out.writeInt(shape.height());
            out.writeInt(shape.width());
            out.writeInt(shape.channels());
        }
        out.writeBoolean(schema.marked());
        List<LabelColumn> parts = target instanceof ClassTarget classes ? classes.parts() : List.of();
        out.writeInt(parts.size());
        for (LabelColumn part : parts) {
            writeTexts(out, List.of(part.name(), part.no(), part.yes()));
        }
    }

    private static FrameSchema readSchema(DataInputStream in, int version) throws IOException {
        int count = in.readInt();
        List<Feature> columns = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            columns.add(new Feature(readText(in), Kind.valueOf(readText(in)), readTexts(in)));
        }
        String name = readText(in);
        boolean classes = in.readBoolean();
        List<String> labels = readTexts(in);
        Optional<ImageShape> image = in.readBoolean()
                ? Optional.of(new ImageShape(in.readInt(), in.readInt(), in.readInt()))
                : Optional.empty();
        boolean marked = version > OLDEST && in.readBoolean();
        List<LabelColumn> parts = version >= PARTS ? readParts(in) : List.of();
        TargetColumn target = version >= UNTARGETED
                ? new NoTarget()
                : classes ? new ClassTarget(name, labels, parts) : new NumberTarget(name);
        return new FrameSchema(columns, target, image, marked);
    }

    private static List<LabelColumn> readParts(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<LabelColumn> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> texts = readTexts(in);
            parts.add(new LabelColumn(texts.get(0), texts.get(1), texts.get(2)));
        }
        return parts;
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new InvalidFrame("the footer of the frame file ends within a text");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
