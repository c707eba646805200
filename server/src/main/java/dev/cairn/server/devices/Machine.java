package dev.cairn.server.devices;

import dev.cairn.server.config.CairnConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What this machine has.
 *
 * @param why why there is no GPU; empty when there is one
 */
public record Machine(int cores, List<Gpu> gpus, String why) {
    private static final long ANSWER_SECONDS = 20;

    public Machine {
        gpus = List.copyOf(gpus);
    }

    /** Looks: cores through the JVM, GPUs through {@code nvidia-smi}, unless the configuration pretends some. */
    public static Machine look(CairnConfig config) {
        int cores = Runtime.getRuntime().availableProcessors();
        Optional<List<Long>> simulated = config.simulatedGpus();
        if (simulated.isPresent()) {
            List<Gpu> gpus = IntStream.range(0, simulated.get().size())
                    .mapToObj(i -> new Gpu(i, "simulated", simulated.get().get(i), true))
                    .toList();
            return new Machine(cores, gpus, gpus.isEmpty() ? "CAIRN_SIMULATED_GPUS is none" : "");
        }
        return real(cores);
    }

    private static Machine real(int cores) {
        try {
            Process process = new ProcessBuilder(
                            "nvidia-smi", "--query-gpu=index,name,memory.total", "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String text;
            try (InputStream output = process.getInputStream()) {
                text = new String(output.readNBytes(1 << 20), StandardCharsets.UTF_8).strip();
            }
            if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return new Machine(cores, List.of(), "nvidia-smi says: " + firstLine(text));
            }
            List<Gpu> gpus = parse(text);
            return new Machine(cores, gpus, gpus.isEmpty() ? "nvidia-smi lists none" : "");
        } catch (IOException e) {
            return new Machine(cores, List.of(), "there is no nvidia-smi on the PATH");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Machine(cores, List.of(), "interrupted while asking nvidia-smi");
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("nothing");
    }

    /** The answer of {@code nvidia-smi}: a line per GPU with index, name and MiB. */
    static List<Gpu> parse(String text) {
        List<Gpu> gpus = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] cells = line.split("\\s*,\\s*", -1);
            if (cells.length == 3 && cells[0].matches("\\d+")) {
                long mebibytes = cells[2].matches("\\d+") ? Long.parseLong(cells[2]) : 0;
                gpus.add(new Gpu(Integer.parseInt(cells[0]), cells[1], mebibytes << 20, false));
            }
        }
        return gpus;
    }
}
