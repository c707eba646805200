package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands that change the state of a study. */
final class StudyCommands {
    private StudyCommands() {}

    private abstract static class Change extends ContextCommand {
        private final String verb;

        @Parameters(index = "0", paramLabel = "STUDY", description = "Name or id.")
        @SuppressWarnings("NullAway.Init")
        private String study;

        Change(Context context, String verb) {
            super(context);
            this.verb = verb;
        }

        final String study() {
            return study;
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
    @Command(name = "cancel", description = "Cancel a study or one of its trials; what it found stays.")
    static final class Cancel extends Change {
        @Parameters(index = "1", arity = "0..1", paramLabel = "TRIAL", description = "Number of the trial.")
        private @Nullable Integer trial;

        Cancel(Context context) {
            super(context, "cancel");
        }

        @Override
        public Integer call() {
            if (trial == null) {
                return super.call();
            }
            JsonNode changed =
                    context().client().post("/studies/" + Client.segment(study()) + "/trials/" + trial + ":cancel");
            boolean told = changed.path("state").asText().equals("running");
            terminal()
                    .print("trial " + trial
                            + (told
                                    ? " is told to stop"
                                    : " is " + changed.path("state").asText()));
            return ExitCode.OK;
        }
    }
}
