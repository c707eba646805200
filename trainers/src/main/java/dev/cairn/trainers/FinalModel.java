package dev.cairn.trainers;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.TrainingFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study's answer: one model, or a weighted mean of several. It is kept as recipes and what was learned: opening it needs the training rows that it
 * was fitted on, from which its preprocessing is fitted again.
 */
public record FinalModel(List<Part> parts) {
    private static final int VERSION = 1;

    /**
     * One model of the mean.
     *
     * @param trial whose configuration this is
     * @param seed of its random streams
     * @param weight its part in the mean; all sum to 1
     * @param state what {@link Learner#save} gave; empty for a model that is to be fitted when it is opened
     */
    public record Part(
            int trial,
            String trainer,
            Values values,
            Fidelity fidelity,
            long seed,
            double weight,
            Optional<byte[]> state) {}

    public FinalModel {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a model has at least one part");
        }
    }

    /** The whole as bytes that {@link #read} understands. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeInt(parts.size());
            for (Part part : parts) {
                write(part, out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Part part, DataOutputStream out) throws IOException {
        out.writeInt(part.trial());
        out.writeUTF(part.trainer());
        out.writeInt(part.values().byName().size());
        for (Map.Entry<String, Value> value : part.values().byName().entrySet()) {
            out.writeUTF(value.getKey());
            write(value.getValue().raw(), out);
        }
        out.writeInt(part.fidelity().maxSteps());
        out.writeLong(part.seed());
        out.writeDouble(part.weight());
        byte[] state = part.state().orElse(new byte[0]);
        out.writeBoolean(part.state().isPresent());
        out.writeInt(state.length);
        out.write(state);
    }

    private static void write(Object raw, DataOutputStream out) throws IOException {
        if (raw instanceof Double real) {
            out.writeByte('r');
            out.writeDouble(real);
        } else if (raw instanceof Number whole) {
            out.writeByte('w');
            out.writeLong(whole.longValue());
        } else if (raw instanceof Boolean flag) {
            out.writeByte('f');
            out.writeBoolean(flag);
        } else {
            out.writeByte('t');
            out.writeUTF(raw.toString());
        }
    }

    /** The inverse of {@link #bytes}. */
    public static FinalModel read(byte[] bytes) throws TrainingFailure {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new TrainingFailure(Kind.CODE, "model version " + version + " is not known, only " + VERSION);
            }
            List<Part> parts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                parts.add(part(in));
            }
            return new FinalModel(parts);
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the model ends too early", e);
        }
    }

    private static Part part(DataInputStream in) throws IOException {
        int trial = in.readInt();
        String trainer = in.readUTF();
        Map<String, Value> values = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.put(in.readUTF(), Value.of(raw(in)));
        }
        Fidelity fidelity = new Fidelity(in.readInt());
        long seed = in.readLong();
        double weight = in.readDouble();
        boolean fitted = in.readBoolean();
        byte[] state = in.readNBytes(in.readInt());
        return new Part(
                trial,
                trainer,
                new Values(values),
                fidelity,
                seed,
                weight,
                fitted ? Optional.of(state) : Optional.empty());
    }

    private static Object raw(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 'r' -> in.readDouble();
            case 'w' -> in.readLong();
            case 'f' -> in.readBoolean();
            default -> in.readUTF();
        };
    }
}
