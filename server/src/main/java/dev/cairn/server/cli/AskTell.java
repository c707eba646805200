package dev.cairn.server.cli;

import dev.cairn.server.asktell.AskTellProtocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Optimises for whoever speaks JSON lines on standard input and output; no server, nothing stored. */
@Command(
        name = "asktell",
        description = "Suggest and learn over JSON lines on standard input and output, in memory.",
        mixinStandardHelpOptions = true)
public final class AskTell implements Callable<Integer> {
    @Option(
            names = "--strategy",
            defaultValue = "auto",
            description = "Sampler of studies that name none (default: auto).")
    private String strategy = "auto";

    public static void main(String[] args) {
        System.exit(new CommandLine(new AskTell()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        AskTellProtocol protocol = new AskTellProtocol(strategy);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    out.println(protocol.answer(line));
                }
            }
        }
        return 0;
    }
}
