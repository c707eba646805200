package dev.cairn.server.program;

import java.nio.file.Path;
import java.util.List;

/**
 * A program that may be run, as the administrator of a worker declared it.
 *
 * @param command the program and its arguments, as they are; no shell reads them
 * @param folder where it works
 * @param environment names of the worker's own variables that it may see
 */
public record Program(List<String> command, Path folder, List<String> environment) {
    public Program {
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("a program's command names at least the program");
        }
    }
}
