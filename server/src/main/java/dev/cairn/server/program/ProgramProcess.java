package dev.cairn.server.program;

import dev.cairn.trainers.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        return new ProgramProcess(builder.start(), "CAIRN_JOB=" + job);
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
        return ProcessHandle.allProcesses().filter(this::marked);
    }

    private boolean marked(ProcessHandle other) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(other.pid()), "environ"));
            return List.of(new String(environment, StandardCharsets.UTF_8).split("\0"))
                    .contains(mark);
        } catch (IOException e) {
            // gone, or of another user
            return false;
        }
    }
}
