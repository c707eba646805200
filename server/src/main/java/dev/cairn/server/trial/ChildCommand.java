package dev.cairn.server.trial;

import dev.cairn.trainers.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line and environment of a child JVM.
 *
 * <p>The child's real standard output carries frames, but not under its own number: the shell that becomes the JVM moves
 * it to descriptor 3 and points descriptor 1 at standard error, because native libraries print wherever they like. Both
 * are inherited pipes: there is no address that another process could connect to. The shell also has interrupts and
 * hang-ups ignored, which a terminal sends to all its processes: whether trials end then is for the parent to say.
 */
record ChildCommand(Device device, HeapClass heap, Path cache, Path folder, String classpath) {
    /** Exit status of {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int OUT_OF_MEMORY_STATUS = 3;

    static final String FRAME_DESCRIPTOR = "/dev/fd/3";

    private static final String SHELL = "trap '' INT HUP; exec \"$@\" 3>&1 1>&2";

    // Accidents, not attacks: model libraries may read back their own classes, nothing else.
    private static final String SERIAL_FILTER =
            "maxdepth=64;java.lang.*;java.util.*;java.util.concurrent.**;java.math.*;java.time.*;"
                    + "org.tribuo.**;com.oracle.labs.mlrg.olcut.**;libsvm.*;de.bwaldvogel.liblinear.*;ml.dmlc.xgboost4j.java.*;!*";

    private static final List<String> KEPT_VARIABLES = List.of("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH");

    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments()).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT_VARIABLES);
        environment.putIfAbsent("LANG", "C.UTF-8");
        environment.put("DJL_CACHE_DIR", cache.toString());
        environment.put("OMP_NUM_THREADS", Integer.toString(device.threads()));
        // Nobody sees a device that is not his: a trial on the CPU none, one on a GPU only its own.
        environment.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        environment.put("CUDA_VISIBLE_DEVICES", device.kind().equals("gpu") ? Integer.toString(device.index()) : "");
        // Spinning OpenMP threads of trials side by side slow each other down by an order of magnitude.
        environment.put("OMP_WAIT_POLICY", "PASSIVE");
        // Matrix products otherwise depend on where in memory their inputs happen to lie.
        environment.put("MKL_CBWR", "AUTO,STRICT");
        // Each of glibc's arenas keeps freed memory of its own; a trial has one busy thread.
        environment.put("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "cairn-trial"));
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.addAll(List.of(
                "-Xmx" + heap.mebibytes() + "m",
                "-Xms16m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                // A small nursery is collected in the processor's cache and keeps the resident size low.
                "-XX:MaxNewSize=" + Math.max(8, heap.mebibytes() / 8) + "m",
                "-XX:MaxHeapFreeRatio=40",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:ErrorFile=" + folder.resolve("hs_err.log"),
                "-Xshare:auto",
                "-Djdk.serialFilter=" + SERIAL_FILTER,
                "-Djava.io.tmpdir=" + folder,
                "-Duser.home=" + folder,
                "-Djava.awt.headless=true",
                "-Dai.djl.offline=true",
                "-Dslf4j.internal.verbosity=ERROR"));
        arguments.addAll(TrialArchive.options());
        arguments.addAll(List.of("-cp", classpath, TrialMain.class.getName()));
        return arguments;
    }
}
