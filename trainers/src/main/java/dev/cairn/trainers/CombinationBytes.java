package dev.cairn.trainers;

import dev.cairn.trainers.ensemble.Combination;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Combinations inside the bytes of a final model. */
final class CombinationBytes {
    private CombinationBytes() {}

    static void write(Combination combination, DataOutputStream out) throws IOException {
        if (combination instanceof Combination.Line line) {
            out.writeByte('l');
            out.writeDouble(line.total());
            out.writeDouble(line.intercept());
        } else if (combination instanceof Combination.Pool pool) {
            out.writeByte('p');
            out.writeDouble(pool.total());
            RecalibrationBytes.write(pool.intercepts(), out);
        } else {
            out.writeByte('m');
        }
    }

    static Combination read(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 'l' -> new Combination.Line(in.readDouble(), in.readDouble());
            case 'p' ->
                new Combination.Pool(
                        in.readDouble(),
                        Arrays.stream(RecalibrationBytes.numbers(in)).boxed().toList());
            case 'm' -> Combination.MEAN;
            default -> throw new IOException("a combination of no known kind");
        };
    }
}
