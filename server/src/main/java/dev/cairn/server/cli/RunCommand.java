package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.CairnServer.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn run}: from a specification to a leaderboard in one command. */
@Command(
        name = "run",
        description = {
            "Start what is needed, upload the dataset beside the specification, run the study and print its leaderboard.",
            "On a terminal everything then stays up until Ctrl-C; elsewhere, or with --exit, it ends."
        })
final class RunCommand extends ContextCommand {
    @Parameters(paramLabel = "SPEC", description = "Study specification, YAML or JSON.")
    @SuppressWarnings("NullAway.Init")
    private Path specification;

    @Option(names = "--exit", description = "End after the leaderboard, also on a terminal.")
    private boolean exit;

    @Option(names = "-n", paramLabel = "ROWS", description = "Rows of the leaderboard (default ${DEFAULT-VALUE}).")
    private int rows = 10;

    @Option(names = "-o", description = "Output: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.table;

    RunCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws Exception {
        SpecFile spec = SpecFile.read(specification);
        Optional<Client> running = context().runningServer();
        if (running.isPresent()) {
            return study(running.get(), spec);
        }
        try (LocalServer local = LocalServer.start(context(), EnumSet.allOf(Role.class))) {
            int code = study(new Client(local.url()), spec);
            if (terminal().interactive() && !exit) {
                terminal().say("Everything stays up: " + local.url() + "  (Ctrl-C ends it)");
                local.awaitEnd();
            }
            return code;
        }
    }

    private int study(Client client, SpecFile spec) {
        long begin = System.nanoTime();
        Submitter submitter = new Submitter(client, terminal());
        submitter.uploadBeside(spec);
        JsonNode study = submitter.submitOrContinue(spec);
        String name = study.path("name").asText();
        terminal().say("Study " + name + ": " + client.url() + "/studies/" + name);
        JsonNode ended = new Watcher(client, terminal()).untilEnd(name);
        new Standings(client, terminal()).print(name, rows, format);
        terminal()
                .say("Took " + Numbers.duration(Duration.ofNanos(System.nanoTime() - begin)) + ". Dashboard: "
                        + client.url() + "/studies/" + name);
        return Standings.exitCode(ended, terminal());
    }
}
