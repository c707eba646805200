package dev.cairn.trainers;

import dev.cairn.trainers.TrainingFailure.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells by its words that memory ran out, and which: native libraries report that as any other error. The words are those of PyTorch (also through
 * DJL), CUDA's runtime and its libraries, XGBoost, LightGBM, TensorFlow, JAX, the JDK and Python.
 */
public final class MemoryFailure {
    private static final List<String> MEMORY = List.of(
            "out of memory",
            "out_of_memory",
            "outofmemory",
            "not enough memory",
            "can't allocate memory",
            "cannot allocate memory",
            "bad_alloc",
            "alloc_failed",
            "memoryallocation",
            "memoryerror",
            "oom when allocating",
            "resource_exhausted");

    private static final List<String> GPU = List.of("cuda", "cudnn", "cublas", "cufft", "hip ", "gpu");

    private MemoryFailure() {}

    /** Empty when the text does not speak of memory. */
    public static Optional<Kind> kind(String text) {
        String words = text.toLowerCase(Locale.ROOT);
        if (MEMORY.stream().noneMatch(words::contains)) {
            return Optional.empty();
        }
        return Optional.of(GPU.stream().anyMatch(words::contains) ? Kind.GPU_OUT_OF_MEMORY : Kind.OUT_OF_MEMORY);
    }
}
