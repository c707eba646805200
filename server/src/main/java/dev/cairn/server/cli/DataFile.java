package dev.cairn.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A dataset as files on this machine, ready to be uploaded.
 *
 * @param labels the second file of an idx image set
 * @param image {@code height x width x channels} of a CSV of pixels
 */
record DataFile(Path file, Optional<Path> labels, Optional<String> target, Optional<String> image) {
    private static final List<String> ENDINGS =
            List.of(".csv", ".tsv", ".csv.gz", ".parquet", ".jsonl", ".ndjson", ".json", ".arff", ".xlsx");

    private static final Set<String> KEYS =
            Set.of("file", "labels", "target", "image", "source", "licence", "description");

    /**
     * The dataset {@code name} beside a specification: described by {@code name.dataset.yaml}, or simply {@code name.csv}, {@code name.parquet}, ….
     *
     * @throws CommandFailure when the description is wrong or names a file that is not there
     */
    static Optional<DataFile> beside(Path folder, String name) {
        Path description = folder.resolve(name + ".dataset.yaml");
        if (Files.isRegularFile(description)) {
            return Optional.of(described(folder, description));
        }
        return ENDINGS.stream()
                .map(ending -> folder.resolve(name + ending))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> new DataFile(file, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static DataFile described(Path folder, Path description) {
        Map<?, ?> keys = load(description);
        for (Object key : keys.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        description + ": unknown key '" + key + "'; known are " + String.join(", ", KEYS));
            }
        }
        Path file = text(keys, "file")
                .map(folder::resolve)
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, description + ": 'file' is missing"));
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, description + " names " + file + ", which is not there");
        }
        return new DataFile(file, text(keys, "labels").map(folder::resolve), text(keys, "target"), text(keys, "image"));
    }

    private static Optional<String> text(Map<?, ?> keys, String key) {
        return Optional.ofNullable(keys.get(key)).map(String::valueOf);
    }

    private static Map<?, ?> load(Path description) {
        try (var in = Files.newBufferedReader(description)) {
            return new Load(LoadSettings.builder().build()).loadFromReader(in) instanceof Map<?, ?> map
                    ? map
                    : Map.of();
        } catch (IOException | YamlEngineException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + description + ": " + e.getMessage(), e);
        }
    }
}
