package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn submit}: hand a specification to a server that runs. */
@Command(name = "submit", description = "Submit a study to a running server.")
final class SubmitCommand extends ContextCommand {
    @Parameters(paramLabel = "SPEC", description = "Study specification, YAML or JSON.")
    @SuppressWarnings("NullAway.Init")
    private Path specification;

    @Option(names = "--watch", description = "Follow it to its end and print the leaderboard.")
    private boolean watch;

    SubmitCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        Client client = context().client();
        SpecFile spec = SpecFile.read(specification);
        Submitter submitter = new Submitter(client, terminal());
        submitter.uploadBeside(spec);
        if (spec.scalar("schedule").isPresent()) {
            JsonNode schedule = submitter.schedule(spec);
            terminal()
                    .print(schedule.path("name").asText() + "  first at "
                            + schedule.path("nextDue").asText());
            return ExitCode.OK;
        }
        JsonNode study = submitter.submit(spec);
        String name = study.path("name").asText();
        if (study.has("dataset")) {
            submitter.warnings(name).forEach(warning -> terminal().say("warning: " + warning));
        }
        terminal().print(name + "  " + client.url() + "/studies/" + name);
        if (!watch) {
            return ExitCode.OK;
        }
        JsonNode ended = new Watcher(client, terminal()).untilEnd(name);
        new Standings(client, terminal()).print(name, 10, Format.table);
        return Standings.exitCode(ended, terminal());
    }
}
