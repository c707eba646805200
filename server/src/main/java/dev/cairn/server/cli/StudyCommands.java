package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands that change the state of a study. */
final class StudyCommands {
    private StudyCommands() {}

    private abstract static class Change extends ContextCommand {
        private final String verb;

        @Parameters(paramLabel = "STUDY", description = "Name or id.")
        @SuppressWarnings("NullAway.Init")
        private String study;

        Change(Context context, String verb) {
            super(context);
            this.verb = verb;
        }

        @Override
        public Integer call() {
            JsonNode changed = context().client().post("/studies/" + Client.segment(study) + ":" + verb);
            terminal()
                    .print(changed.path("name").asText() + " is "
                            + changed.path("state").asText());
            return ExitCode.OK;
        }
    }

    /** {@code cairn pause}. */
    @Command(name = "pause", description = "Pause a study; its running trials give their slots back.")
    static final class Pause extends Change {
        Pause(Context context) {
            super(context, "pause");
        }
    }

    /** {@code cairn resume}. */
    @Command(name = "resume", description = "Go on with a paused study.")
    static final class Resume extends Change {
        Resume(Context context) {
            super(context, "resume");
        }
    }

    /** {@code cairn cancel}. */
    @Command(name = "cancel", description = "Cancel a study; what it found stays.")
    static final class Cancel extends Change {
        Cancel(Context context) {
            super(context, "cancel");
        }
    }
}
