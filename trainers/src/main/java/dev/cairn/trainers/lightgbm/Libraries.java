package dev.cairn.trainers.lightgbm;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Unpacks LightGBM's native libraries from their jar and loads them. The jar's own loader writes over one file that all processes share, under those
 * that have it mapped.
 */
final class Libraries {
    private static boolean loaded;

    private Libraries() {}

    static synchronized void load() throws IOException {
        if (loaded) {
            return;
        }
        Path folder = Files.createTempDirectory("cairn-lightgbm");
        for (String name : List.of("_lightgbm", "_lightgbm_swig")) {
            Path file = folder.resolve(System.mapLibraryName(name));
            try {
                unpack(platform() + "/" + file.getFileName(), file);
                System.load(file.toString());
            } finally {
                file.toFile().deleteOnExit();
            }
        }
        folder.toFile().deleteOnExit();
        loaded = true;
    }

    private static void unpack(String resource, Path file) throws IOException {
        String path = "lightgbm4j/" + resource;
        try (InputStream in = Libraries.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new FileNotFoundException("there is no " + path);
            }
            Files.copy(in, file);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String os = system.startsWith("mac") ? "osx" : system.startsWith("windows") ? "windows" : "linux";
        return os + "/" + (machine.startsWith("aarch64") || machine.startsWith("arm64") ? "aarch64" : "x86_64");
    }
}
