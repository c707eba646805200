import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.FrameSchema.TargetColumn;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Metric;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Grows a forest on a table of floats (rows x columns, the answer last) and scores it on the last fifth:
 * {@code Forest.java FILE ROWS COLUMNS CLASSES TRAINER TREES THREADS}.
 */
final class Forest {
    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[1]);
        int columns = Integer.parseInt(args[2]);
        int classes = Integer.parseInt(args[3]);
        int trees = Integer.parseInt(args[5]);
        Frame frame = frame(Path.of(args[0]), rows, columns, classes);
        Trainer trainer = Trainers.named(args[4]).orElseThrow();
        TaskShape shape = TaskShape.of(frame);
        Metric metric = classes > 0 ? Metric.LOG_LOSS : Metric.RMSE;
        RowSet train = new RowSet(frame, IntStream.range(0, rows * 4 / 5).toArray());
        RowSet held = new RowSet(frame, IntStream.range(rows * 4 / 5, rows).toArray());
        Values values = trainer.defaults(shape).with("trees", Value.of(trees)).with("minLeaf", Value.of(1));
        values = classes > 0 ? values : values.with("features", Value.of(1.0));
        long cpuBefore = cpu();
        long began = System.nanoTime();
        FoldData fold = new FoldData(0, train, shape, Objective.of(metric));
        try (Learner learner = trainer.start(fold, values, 1, new Device("cpu", 0, Integer.parseInt(args[6])))) {
            learner.advance(trees, () -> false);
            double seconds = (System.nanoTime() - began) / 1e9;
            double cpu = (cpu() - cpuBefore) / 1e9;
            Predictions said = learner.predict(held);
            System.out.printf(
                    "cairn        %-10s %7.2f s wall %7.2f s cpu %8.4f cpu s a tree   %s %.4f   peak %d MB%n",
                    args[4], seconds, cpu, cpu / trees, metric.wireName(), metric.compute(held.target(), said), peak());
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long peak() throws Exception {
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmHWM"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }

    private static Frame frame(Path file, int rows, int columns, int classes) throws Exception {
        ByteBuffer cells = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Feature> features =
                IntStream.range(0, columns).mapToObj(c -> Feature.numeric("c" + c)).toList();
        TargetColumn target = classes > 0
                ? new ClassTarget("y", IntStream.range(0, classes).mapToObj(Integer::toString).toList())
                : new NumberTarget("y");
        FrameWriter.InMemory memory = FrameWriter.inMemory(new FrameSchema(features, target, Optional.empty()));
        FrameWriter writer = memory.rows();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                writer.numeric(column, cells.getFloat());
            }
            float answer = cells.getFloat();
            writer.group(row);
            if (classes > 0) {
                writer.label(Integer.toString((int) answer));
            } else {
                writer.target(answer);
            }
            writer.endRow();
        }
        return memory.frame();
    }
}
