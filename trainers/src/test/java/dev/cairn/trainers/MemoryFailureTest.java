package dev.cairn.trainers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trainers.TrainingFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 7.79 GiB",
                "ai.djl.engine.EngineException: CUDA error: out of memory",
                "std::bad_alloc: cudaErrorMemoryAllocation: out of memory",
                "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
                "CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate(handle)",
                "OOM when allocating tensor with shape[4096] on /job:localhost/replica:0/task:0/device:GPU:0",
                "HIP out of memory. Tried to allocate 20.00 MiB"
            })
    void a_gpu_that_is_full_is_told_from_others(String text) {
        assertThat(MemoryFailure.kind(text)).contains(Kind.GPU_OUT_OF_MEMORY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[enforce fail at alloc_cpu.cpp:114] DefaultCPUAllocator: not enough memory: you tried to allocate 80 bytes",
                "java.lang.OutOfMemoryError: Cannot reserve 4096 bytes of direct buffer memory",
                "std::bad_alloc",
                "MemoryError: Unable to allocate 3.00 GiB"
            })
    void memory_of_the_machine_is_another_thing(String text) {
        assertThat(MemoryFailure.kind(text)).contains(Kind.OUT_OF_MEMORY);
    }

    @Test
    void other_errors_do_not_speak_of_memory() {
        assertThat(MemoryFailure.kind("CUDA error: device-side assert triggered"))
                .isEmpty();
    }
}
