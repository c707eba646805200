package dev.cairn.server.program;

import dev.cairn.trainers.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The process of a program, and all that it started. The shell around it reads no part of the command: it watches that the worker lives, since a
 * program that computes would not notice.
 */
final class ProgramProcess {
    private static final String GUARD =
            "trap '' INT HUP; parent=$PPID; exec 3<&0; \"$@\" <&3 3<&- & child=$!; exec 3<&-;"
                    + " (while kill -0 $parent && kill -0 $child; do sleep 1; done; kill -9 $child) >/dev/null 2>&1 </dev/null &"
                    + " wait $child";

    private static final int MOST_ROUNDS = 5;

    private static final Duration LONGEST_EXEC = Duration.ofMillis(200);
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    /** The flag PF_KTHREAD of Linux. */
    private static final long KERNEL_THREAD = 0x0020_0000;

    private final Process process;
    private final String mark;

    private ProgramProcess(Process process, String mark) {
        this.process = process;
        this.mark = mark;
    }

    static ProgramProcess start(Program program, Path job, Device device) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "cairn-program"));
        arguments.addAll(program.command());
        ProcessBuilder builder =
                new ProcessBuilder(arguments).directory(program.folder().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(program.environment());
        environment.put("CAIRN_JOB", job.toString());
        environment.put("OMP_NUM_THREADS", Integer.toString(device.threads()));
        if (device.kind().equals("gpu")) {
            environment.put("CUDA_VISIBLE_DEVICES", Integer.toString(device.index()));
        } else {
            environment.put("CUDA_VISIBLE_DEVICES", "");
        }
        return new ProgramProcess(builder.start(), latin("CAIRN_JOB=" + job));
    }

    /** As the bytes of an environment are read here, whatever their charset. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    Process process() {
        return process;
    }

    /** The processes, the innermost last. */
    Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Asks the program to end. */
    void terminate() {
        process.descendants().forEach(ProcessHandle::destroy);
    }

    /** Ends all of them, also one that was being started meanwhile, and one whose parent is gone. */
    void kill() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<ProcessHandle> every = Stream.concat(all(), strays())
                    .filter(ProcessHandle::isAlive)
                    .toList();
            if (every.isEmpty()) {
                return;
            }
            every.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Processes that have the job of this program in their environment. */
    private Stream<ProcessHandle> strays() {
        long until = System.nanoTime() + LONGEST_EXEC.toNanos();
        return ProcessHandle.allProcesses().filter(other -> marked(other, until));
    }

    /** While it becomes another program, a process shows no environment for a moment: then it is looked at again. */
    private boolean marked(ProcessHandle other, long until) {
        Path folder = Path.of("/proc", Long.toString(other.pid()));
        try {
            String environment = Files.readString(folder.resolve("environ"), StandardCharsets.ISO_8859_1);
            while (environment.isEmpty() && mayShowOne(folder) && System.nanoTime() < until) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                environment = Files.readString(folder.resolve("environ"), StandardCharsets.ISO_8859_1);
            }
            return List.of(environment.split("\0", -1)).contains(mark);
        } catch (IOException e) {
            // gone, or of another user
            return false;
        }
    }

    /** Threads of the kernel and processes that have ended never have an environment (proc(5): state and flags in {@code stat}). */
    private static boolean mayShowOne(Path folder) throws IOException {
        String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return !fields[0].equals("Z") && !fields[0].equals("X") && (Long.parseLong(fields[6]) & KERNEL_THREAD) == 0;
    }
}
