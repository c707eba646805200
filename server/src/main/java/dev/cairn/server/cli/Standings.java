package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Prints the leaderboard of a study and how it ended. */
final class Standings {
    private final Client client;
    private final Terminal terminal;

    Standings(Client client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    void print(String study, int rows, Format format) {
        JsonNode leaderboard = client.get("/studies/" + Client.segment(study) + "/leaderboard?limit=" + rows);
        new Printer(terminal).print(format, leaderboard, Leaderboards.table(leaderboard));
        if (format == Format.table) {
            Leaderboards.testLines(leaderboard).forEach(terminal::print);
            Leaderboards.intervalLines(leaderboard).forEach(terminal::print);
            JsonNode now = client.get("/studies/" + Client.segment(study));
            if (now.has("ended")) {
                terminal.print("Ended early: " + now.path("ended").asText());
            }
            JsonNode stopping = client.get("/studies/" + Client.segment(study) + "/analysis/stopping");
            if (stopping.path("stopped").asInt() + stopping.path("controls").asInt() > 0) {
                terminal.print("Early stopping: " + stopping.path("summary").asText());
            }
        }
    }

    static int exitCode(JsonNode study, Terminal terminal) {
        String state = study.path("state").asText();
        if (state.equals("completed")) {
            return ExitCode.OK;
        }
        terminal.say("Study " + study.path("name").asText() + " " + state
                + (study.has("failure") ? ": " + study.path("failure").asText() : "."));
        return ExitCode.STUDY_FAILED;
    }
}
