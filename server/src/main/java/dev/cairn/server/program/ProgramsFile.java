package dev.cairn.server.program;

import dev.cairn.server.config.InvalidConfig;
import dev.cairn.server.spec.form.Faults;
import dev.cairn.server.spec.form.Form;
import dev.cairn.server.spec.form.Forms;
import dev.cairn.server.spec.form.Key;
import dev.cairn.server.spec.form.Tree;
import dev.cairn.server.spec.form.TreeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The programs that a worker may run: {@code programs.yaml} in its home, one entry for each. */
public final class ProgramsFile {
    private static final String NAME = "programs.yaml";
    private static final Form<Entry> ENTRY = Forms.record(Entry.class);

    private ProgramsFile() {}

    /** The fields of an entry. */
    record Entry(
            @Key(value = "The program and its arguments; no shell reads them", most = 100)
            List<String> command,

            @Key("Folder that it works in; the home of Cairn when absent")
            Optional<String> folder,

            @Key(value = "Names of the worker's variables that it may see", otherwise = "[PATH, LANG]", most = 100)
            List<String> environment) {}

    /**
     * The programs by name; none without the file.
     *
     * @throws InvalidConfig naming each fault with its line
     */
    public static Map<String, Program> read(Path home) {
        Path file = home.resolve(NAME);
        if (!Files.exists(file)) {
            return Map.of();
        }
        Faults faults = new Faults();
        Map<String, Program> programs = new LinkedHashMap<>();
        Optional<Tree> tree = TreeReader.read(text(file), faults);
        if (tree.isPresent() && tree.get() instanceof Tree.Mapping mapping) {
            mapping.fields()
                    .forEach((name, entry) ->
                            ENTRY.read(entry, faults).ifPresent(fields -> programs.put(name, program(fields, home))));
        } else if (faults.isEmpty()) {
            throw new InvalidConfig(file + ": names of programs are expected, each with its 'command'");
        }
        if (!faults.isEmpty()) {
            throw new InvalidConfig(file + ": "
                    + faults.inOrder().stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
        return programs;
    }

    private static Program program(Entry entry, Path home) {
        if (entry.command().isEmpty()) {
            throw new InvalidConfig(NAME + ": a 'command' names at least the program");
        }
        Path folder = entry.folder().map(home::resolve).orElse(home);
        return new Program(entry.command(), folder, entry.environment());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidConfig("cannot read " + file + ": " + e.getMessage());
        }
    }
}
