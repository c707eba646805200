package dev.cairn.trainers;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.ensemble.Blend;
import dev.cairn.trainers.ensemble.Combination;
import dev.cairn.trainers.ensemble.Recalibration;
import dev.cairn.trainers.interval.Intervals;
import dev.cairn.trainers.interval.Said;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study's answer: one model, or several that answer together. It is kept as recipes and what was learned: opening it needs the training rows that it
 * was fitted on, from which its preprocessing is fitted again.
 *
 * @param combination how what the parts say becomes one answer
 * @param calibration of that answer's probabilities
 * @param stakes by which the answer is chosen among the classes; none for the most probable one
 * @param intervals around its numbers, where some were wanted
 */
public record FinalModel(
        List<Part> parts,
        Combination combination,
        Recalibration calibration,
        List<Double> stakes,
        Optional<Intervals> intervals) {
    private static final int VERSION = 6;

    /** Of before one could be of some of the rows. */
    private static final int WHOLE = 5;

    /** Of before one could learn from others. */
    private static final int UNTAUGHT = 4;

    /** Of before there were intervals. */
    private static final int WITHOUT_INTERVALS = 3;

    /** Of before several could be anything but their mean. */
    private static final int CALIBRATED_MEAN = 2;

    /** Of before there was anything after the mean. */
    private static final int MEAN_ONLY = 1;

    /**
     * One of its models.
     *
     * @param trial whose configuration this is
     * @param seed of its random streams
     * @param weight its part in the whole; all sum to 1
     * @param state what {@link Learner#save} gave; empty for a model that is to be fitted when it is opened
     * @param calibration of its probabilities, before they are combined
     * @param lesson what it learned from others; empty for one that learned from the training rows alone
     * @param rows those of the training rows that it was fitted on; empty for all
     */
    public record Part(
            int trial,
            String trainer,
            Values values,
            Fidelity fidelity,
            long seed,
            double weight,
            Optional<byte[]> state,
            Recalibration calibration,
            Optional<Lesson> lesson,
            Optional<BitSet> rows) {
        /** A model of all training rows that learned from them alone. */
        public Part(
                int trial,
                String trainer,
                Values values,
                Fidelity fidelity,
                long seed,
                double weight,
                Optional<byte[]> state,
                Recalibration calibration) {
            this(
                    trial,
                    trainer,
                    values,
                    fidelity,
                    seed,
                    weight,
                    state,
                    calibration,
                    Optional.empty(),
                    Optional.empty());
        }

        /** A model whose probabilities are taken as they are. */
        public Part(
                int trial,
                String trainer,
                Values values,
                Fidelity fidelity,
                long seed,
                double weight,
                Optional<byte[]> state) {
            this(trial, trainer, values, fidelity, seed, weight, state, Recalibration.NONE);
        }
    }

    /** A mean that is the answer as it is. */
    public FinalModel(List<Part> parts) {
        this(parts, Combination.MEAN, Recalibration.NONE, List.of());
    }

    /** Several models without intervals. */
    public FinalModel(List<Part> parts, Combination combination, Recalibration calibration, List<Double> stakes) {
        this(parts, combination, calibration, stakes, Optional.empty());
    }

    public FinalModel {
        parts = List.copyOf(parts);
        stakes = List.copyOf(stakes);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a model has at least one part");
        }
    }

    /**
     * The answer, made of what the parts say about the same rows.
     *
     * @param said one for each part, in their order
     */
    public Predictions answer(List<Predictions> said) {
        List<Predictions> calibrated = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            calibrated.add(parts.get(part).calibration().of(said.get(part)));
        }
        Blend blend = new Blend(parts.stream().mapToDouble(Part::weight).toArray(), combination);
        Predictions answer = calibration.of(blend.of(calibrated));
        return answer instanceof Predictions.Probabilities probabilities && !stakes.isEmpty()
                ? probabilities.staked(
                        stakes.stream().mapToDouble(Double::doubleValue).toArray())
                : answer;
    }

    /** The same with intervals. */
    public FinalModel with(Intervals learned) {
        return new FinalModel(parts, combination, calibration, stakes, Optional.of(learned));
    }

    /** What is said of numbers, and how far the parts disagree. */
    Said said(List<Predictions> said) {
        return Said.of(
                answer(said).numbers(),
                said,
                parts.stream().mapToDouble(Part::weight).toArray());
    }

    /**
     * The answer with what intervals there are around it.
     *
     * @param said one for each part, in their order
     */
    public Answer whole(List<Predictions> said) {
        return new Answer(
                answer(said), intervals.map(known -> known.around(said(said))).orElse(List.of()));
    }

    /** The whole as bytes that {@link #read} understands. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeInt(parts.size());
            for (Part part : parts) {
                write(part, out);
                RecalibrationBytes.write(part.calibration(), out);
                LessonBytes.write(part.lesson(), out);
                writeRows(part.rows(), out);
            }
            CombinationBytes.write(combination, out);
            RecalibrationBytes.write(calibration, out);
            RecalibrationBytes.write(stakes, out);
            IntervalBytes.write(intervals, out);
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

    private static void writeRows(Optional<BitSet> rows, DataOutputStream out) throws IOException {
        byte[] bits = rows.map(BitSet::toByteArray).orElse(new byte[0]);
        out.writeInt(bits.length);
        out.write(bits);
    }

    private static Optional<BitSet> rows(DataInputStream in) throws IOException {
        BitSet rows = BitSet.valueOf(in.readNBytes(in.readInt()));
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows);
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
            if (version < MEAN_ONLY || version > VERSION) {
                throw new TrainingFailure(
                        Kind.CODE, "model version " + version + " is not known, only up to " + VERSION);
            }
            List<Part> parts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                parts.add(part(in, version));
            }
            return version == MEAN_ONLY
                    ? new FinalModel(parts)
                    : new FinalModel(
                            parts,
                            version == CALIBRATED_MEAN ? Combination.MEAN : CombinationBytes.read(in),
                            RecalibrationBytes.read(in),
                            Arrays.stream(RecalibrationBytes.numbers(in))
                                    .boxed()
                                    .toList(),
                            version <= WITHOUT_INTERVALS ? Optional.empty() : IntervalBytes.read(in));
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the model ends too early", e);
        }
    }

    private static Part part(DataInputStream in, int version) throws IOException {
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
                fitted ? Optional.of(state) : Optional.empty(),
                version == MEAN_ONLY ? Recalibration.NONE : RecalibrationBytes.read(in),
                version <= UNTAUGHT ? Optional.empty() : LessonBytes.read(in),
                version <= WHOLE ? Optional.empty() : rows(in));
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
