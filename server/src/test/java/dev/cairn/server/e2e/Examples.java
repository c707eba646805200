package dev.cairn.server.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The examples that the repository ships, copied to where a test may change them. */
final class Examples {
    private static final Path FOLDER = Path.of("..", "examples");

    private Examples() {}

    /** Copies a dataset and writes a specification beside it; answers the specification. */
    static Path beside(Path folder, String dataset, String specification) throws IOException {
        Files.createDirectories(folder);
        for (String file : new String[] {dataset + ".csv", dataset + ".dataset.yaml"}) {
            if (Files.exists(FOLDER.resolve(file))) {
                Files.copy(FOLDER.resolve(file), folder.resolve(file));
            }
        }
        return Files.writeString(folder.resolve("study.yaml"), specification);
    }

    /** A specification of the examples with a smaller budget. */
    static String smaller(String example, int trials) throws IOException {
        String text = Files.readString(FOLDER.resolve(example + ".yaml"));
        String smaller = text.replaceFirst("trials: \\d+", "trials: " + trials);
        if (smaller.equals(text)) {
            throw new IllegalStateException("the example " + example + " names no number of trials");
        }
        return smaller;
    }
}
