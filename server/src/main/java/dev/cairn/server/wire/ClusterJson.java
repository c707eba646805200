package dev.cairn.server.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Workers and queues. */
public final class ClusterJson {
    private ClusterJson() {}

    /** A process that offers slots. */
    public record Worker(
            UUID id,
            String host,
            long pid,
            String version,
            String state,
            List<Slot> slots,
            int running,
            Instant startedAt,
            Instant seenAt) {}

    /** One place to run an attempt. */
    public record Slot(
            String name,
            String queue,
            String device,
            OptionalInt deviceIndex,
            String deviceName,
            long memoryBytes,
            int cores,
            Optional<Long> gpuMemoryBytes,
            Optional<StudyJson.Ref> study,
            OptionalInt trial) {}

    /** What waits and runs on a queue. */
    public record Queue(
            String name, int slots, int running, int queued, double pricePerSlotHour, List<Share> studies) {}

    /** One study's part of a queue, and why what is queued does not run. */
    public record Share(
            StudyJson.Ref study,
            String project,
            int priority,
            int running,
            int queued,
            int parallel,
            Optional<String> why,
            Optional<BackOff> backOff) {}

    /** Trials that wait after a failure: how many, the next of them, in how many seconds, and why it failed. */
    public record BackOff(int trials, int next, double seconds, Optional<String> reason) {}

    /** A project and what it uses. */
    public record Project(
            String name,
            double weight,
            int running,
            OptionalInt maxRunning,
            double deviceHours,
            Optional<Double> maxDeviceHours) {}

    /** How the process is. */
    public record Health(String status, String version, Map<String, String> checks) {}

    /** A kind of model. */
    public record TrainerJson(
            String name,
            List<String> tasks,
            boolean fits,
            Optional<String> reason,
            Optional<StudyJson.Space> space,
            Map<String, Object> defaults) {}
}
