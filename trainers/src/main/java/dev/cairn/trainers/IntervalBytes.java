package dev.cairn.trainers;

import dev.cairn.trainers.interval.Curve;
import dev.cairn.trainers.interval.Intervals;
import dev.cairn.trainers.interval.Margin;
import dev.cairn.trainers.interval.Scaling;
import dev.cairn.trainers.interval.Spread;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Intervals inside the bytes of a final model. */
final class IntervalBytes {
    private IntervalBytes() {}

    static void write(Optional<Intervals> intervals, DataOutputStream out) throws IOException {
        out.writeBoolean(intervals.isPresent());
        if (intervals.isPresent()) {
            out.writeUTF(intervals.get().scaling().name());
            write(intervals.get().spread().byValue(), out);
            write(intervals.get().spread().byDisagreement(), out);
            out.writeInt(intervals.get().margins().size());
            for (Margin margin : intervals.get().margins()) {
                out.writeDouble(margin.level());
                out.writeDouble(margin.below());
                out.writeDouble(margin.above());
            }
        }
    }

    private static void write(Curve curve, DataOutputStream out) throws IOException {
        RecalibrationBytes.write(curve.at(), out);
        RecalibrationBytes.write(curve.heights(), out);
    }

    static Optional<Intervals> read(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        Scaling scaling = scaling(in.readUTF());
        Spread spread = new Spread(curve(in), curve(in));
        List<Margin> margins = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            margins.add(new Margin(in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return Optional.of(new Intervals(scaling, spread, margins));
    }

    private static Scaling scaling(String name) throws IOException {
        return Arrays.stream(Scaling.values())
                .filter(scaling -> scaling.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("a scaling of no known kind"));
    }

    private static Curve curve(DataInputStream in) throws IOException {
        return new Curve(numbers(in), numbers(in));
    }

    private static List<Double> numbers(DataInputStream in) throws IOException {
        return Arrays.stream(RecalibrationBytes.numbers(in)).boxed().toList();
    }
}
