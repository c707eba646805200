package dev.cairn.trainers;

import dev.cairn.trainers.calibration.Isotonic;
import dev.cairn.trainers.ensemble.Recalibration;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Calibrations inside the bytes of a final model. */
final class RecalibrationBytes {
    private RecalibrationBytes() {}

    static void write(Recalibration calibration, DataOutputStream out) throws IOException {
        if (calibration instanceof Recalibration.Steeper steeper) {
            out.writeByte('s');
            out.writeDouble(steeper.steepness());
        } else if (calibration instanceof Recalibration.Stepped stepped) {
            out.writeByte('i');
            out.writeInt(stepped.curves().size());
            for (Isotonic curve : stepped.curves()) {
                write(curve.scores(), out);
                write(curve.probabilities(), out);
            }
        } else {
            out.writeByte('n');
        }
    }

    static Recalibration read(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 's' -> new Recalibration.Steeper(in.readDouble());
            case 'i' -> {
                List<Isotonic> curves = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    curves.add(new Isotonic(numbers(in), numbers(in)));
                }
                yield new Recalibration.Stepped(curves);
            }
            case 'n' -> Recalibration.NONE;
            default -> throw new IOException("a calibration of no known kind");
        };
    }

    static void write(List<Double> numbers, DataOutputStream out) throws IOException {
        write(numbers.stream().mapToDouble(Double::doubleValue).toArray(), out);
    }

    static void write(double[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    static double[] numbers(DataInputStream in) throws IOException {
        double[] numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }
}
