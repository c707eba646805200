package dev.cairn.server.drill;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * What lets the processes of long drills start in half the time, as the launcher does for the program: class data that the JVM shares, written by
 * a rehearsal. It takes jars, so that folders of classes are packed first. Made once, by the first drill that asks.
 *
 * @param classpath of drills, jars only
 * @param options by which a JVM uses the class data, and has its trial processes use theirs
 */
record ClassData(String classpath, List<String> options) {
    private static final String SILENT = "-Xlog:cds*=off";
    private static final Duration LONG = Duration.ofMinutes(3);

    private static Optional<ClassData> made = Optional.empty();

    static synchronized ClassData made(Path folder) throws IOException {
        if (made.isEmpty()) {
            Path home = Files.createDirectories(Ground.target().resolve("drill-classes"));
            String classpath = jars(home, Ground.services(folder.resolve("packed")));
            Path program = home.resolve("program.jsa").toAbsolutePath();
            Path trial = home.resolve("trial.jsa").toAbsolutePath();
            Files.deleteIfExists(program);
            Files.deleteIfExists(trial);
            rehearse(
                    folder.resolve("rehearsal"),
                    new ClassData(
                            classpath,
                            List.of(
                                    SILENT,
                                    "-XX:ArchiveClassesAtExit=" + program,
                                    "-Dcairn.trial.archive.new=" + trial)));
            made = Optional.of(new ClassData(
                    classpath, List.of(SILENT, "-XX:SharedArchiveFile=" + program, "-Dcairn.trial.archive=" + trial)));
        }
        return made.get();
    }

    /** All that a drill does, once, in one process that ends in good order. */
    private static void rehearse(Path folder, ClassData written) throws IOException {
        try (Ground ground =
                Ground.in(Files.createDirectories(folder), Ground.QUICK_START, true, Optional.of(written))) {
            ground.migrate();
            Member up = ground.start("up", "up", 1);
            ground.dataset(up.url());
            Watch.submitted(ground, up.url(), Ground.spec("rehearsal", 4, 2, 2, 1, ""))
                    .awaitEnd();
            up.terminate(LONG);
        }
    }

    private static String jars(Path home, Path services) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : Member.classpath(services).split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (entry.isEmpty()) {
                // It would mean the current folder, which holds the very jar that it is packed into.
                continue;
            }
            if (Files.isDirectory(path)) {
                jars.add(packed(path, home.resolve("packed" + jars.size() + ".jar"))
                        .toAbsolutePath()
                        .toString());
            } else if (Files.exists(path)) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path packed(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            files.filter(Files::isRegularFile).sorted().forEach(file -> {
                try {
                    out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, out);
                    out.closeEntry();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return jar;
    }
}
