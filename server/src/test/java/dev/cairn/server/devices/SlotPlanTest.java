package dev.cairn.server.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.server.config.QueueOffer;
import dev.cairn.server.worker.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotPlanTest {
    private static final long GIB = 1L << 30;

    @Test
    void a_gpu_is_one_slot_and_half_of_one_two() {
        Map<String, List<Slot>> slots = slots(machine(24, 24), "gpu@0", "gpu-half@1", "cpu=2x3GiB");
        assertThat(slots.get("gpu")).hasSize(1).allSatisfy(slot -> {
            assertThat(slot.device().index()).isZero();
            assertThat(slot.offer().gpuMemoryBytes()).isEqualTo(24 * GIB);
        });
        assertThat(slots.get("gpu-half")).hasSize(2).allSatisfy(slot -> {
            assertThat(slot.device().index()).isEqualTo(1);
            assertThat(slot.offer().gpuMemoryBytes()).isEqualTo(12 * GIB);
        });
        assertThat(slots.get("cpu")).hasSize(2).allSatisfy(slot -> {
            assertThat(slot.offer().memoryBytes()).isEqualTo(3 * GIB);
            assertThat(slot.offer().cores()).isEqualTo(4);
        });
    }

    @Test
    void a_queue_that_names_no_gpu_takes_those_that_are_left() {
        assertThat(slots(machine(24, 12, 12), "gpu-half@0", "gpu").get("gpu"))
                .extracting(slot -> slot.device().index())
                .containsExactly(1, 2);
    }

    @Test
    void without_a_gpu_a_queue_of_gpus_says_why() {
        Machine none = new Machine(8, List.of(), "there is no nvidia-smi on the PATH");
        assertThatThrownBy(() -> slots(none, "gpu"))
                .isInstanceOf(NoSuchDevice.class)
                .hasMessageContaining("queue 'gpu' needs a GPU")
                .hasMessageContaining("no nvidia-smi");
    }

    @Test
    void nothing_is_promised_twice() {
        assertThatThrownBy(() -> slots(machine(24), "gpu@0", "gpu-half@0")).hasMessageContaining("promised to both");
        assertThatThrownBy(() -> slots(machine(24), "gpu=2x16GiB")).hasMessageContaining("promises 2 times 16 GiB");
        assertThatThrownBy(() -> slots(machine(24), "gpu", "gpu-half")).hasMessageContaining("none left for it");
        assertThatThrownBy(() -> slots(machine(24), "gpu@3")).hasMessageContaining("names GPU 3");
        assertThatThrownBy(() -> slots(machine(24), "cpu", "cpu")).hasMessageContaining("named twice");
    }

    @Test
    void the_answer_of_the_driver_is_read() {
        assertThat(Machine.parse("0, NVIDIA A100-SXM4-40GB, 40960\n1, NVIDIA A100-SXM4-40GB, 40960\n"))
                .containsExactly(
                        new Gpu(0, "NVIDIA A100-SXM4-40GB", 40 * GIB, false),
                        new Gpu(1, "NVIDIA A100-SXM4-40GB", 40 * GIB, false));
        assertThat(Machine.parse("No devices were found")).isEmpty();
    }

    private static Map<String, List<Slot>> slots(Machine machine, String... queues) {
        return new SlotPlan(machine, 2, 2 * GIB)
                .slots(Arrays.stream(queues).map(QueueOffer::parse).toList());
    }

    /** A machine of 8 cores with GPUs of these sizes in GiB. */
    private static Machine machine(int... gpus) {
        return new Machine(
                8,
                IntStream.range(0, gpus.length)
                        .mapToObj(i -> new Gpu(i, "simulated", gpus[i] * GIB, true))
                        .toList(),
                "");
    }
}
