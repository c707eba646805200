package dev.cairn.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A queue that a worker serves, as people write it: {@code cpu}, {@code cpu=4}, {@code cpu=2x4GiB}, {@code gpu}, {@code gpu-half=2x12GiB@1}.
 *
 * @param queue class of the slots; names that begin with {@code gpu} are those of GPUs
 * @param slots how many; empty means one per core, or per GPU
 * @param memoryBytes what each slot promises: memory of the process, or of the GPU for a class of GPUs; empty means all there is for it
 * @param gpus numbers of the GPUs it uses; empty means those that no other queue names
 */
public record QueueOffer(String queue, OptionalInt slots, OptionalLong memoryBytes, List<Integer> gpus) {
    private static final Pattern SPELLING =
            Pattern.compile("([a-z][a-z0-9-]{0,30})(?:=(\\d{1,4}))?(?:x([^@\\s]+))?(?:@(\\d+(?:\\+\\d+)*))?");
    private static final String EXPECTED =
            "expected queues like cpu=4 or gpu-half=2x12GiB@1 (NAME=SLOTSxMEMORY@GPUS), got '";

    public QueueOffer {
        gpus = List.copyOf(gpus);
        if (slots.isPresent() && slots.getAsInt() < 1) {
            throw new InvalidConfig("queue '" + queue + "' needs at least one slot");
        }
        if (!gpus.isEmpty() && !queue.startsWith("gpu")) {
            throw new InvalidConfig("queue '" + queue + "' names GPUs, but only queues called gpu… use them");
        }
    }

    /** A queue of so many slots. */
    public static QueueOffer of(String queue, OptionalInt slots) {
        return new QueueOffer(queue, slots, OptionalLong.empty(), List.of());
    }

    /**
     * Reads one queue.
     *
     * @throws InvalidConfig saying what was expected
     */
    public static QueueOffer parse(String text) {
        Matcher spelled = SPELLING.matcher(text.strip());
        if (!spelled.matches() || (spelled.group(3) != null && spelled.group(2) == null)) {
            throw new InvalidConfig(EXPECTED + text.strip() + "'");
        }
        OptionalInt slots =
                spelled.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(spelled.group(2)));
        OptionalLong memory =
                spelled.group(3) == null ? OptionalLong.empty() : OptionalLong.of(Units.bytes(spelled.group(3)));
        List<Integer> gpus = Optional.ofNullable(spelled.group(4)).stream()
                .flatMap(list -> Arrays.stream(list.split("\\+", -1)))
                .map(Integer::parseInt)
                .toList();
        return new QueueOffer(spelled.group(1), slots, memory, gpus);
    }

    /** Reads queues separated by commas. */
    static List<QueueOffer> parseAll(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(part -> !part.isBlank())
                .map(QueueOffer::parse)
                .toList();
    }

    /** Whether its slots are on GPUs. */
    public boolean onGpus() {
        return queue.startsWith("gpu");
    }
}
