package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that change a study or a trial while it runs, or make a study from another. */
final class LifeCommands {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LifeCommands() {}

    private abstract static class OfStudy extends ContextCommand {
        @Parameters(index = "0", paramLabel = "STUDY", description = "Name or id.")
        @SuppressWarnings("NullAway.Init")
        private String study;

        OfStudy(Context context) {
            super(context);
        }

        final String path() {
            return "/studies/" + Client.segment(study);
        }

        final String study() {
            return study;
        }

        final int say(JsonNode changed, String what) {
            terminal().print(changed.path("name").asText() + " " + what);
            return ExitCode.OK;
        }
    }

    /** {@code cairn extend}. */
    @Command(name = "extend", description = "Give a study more budget; a completed one goes on.")
    static final class Extend extends OfStudy {
        @ArgGroup(exclusive = false, multiplicity = "1")
        @SuppressWarnings("NullAway.Init")
        private More more;

        static final class More {
            @Option(names = "--trials", description = "So many more, like 50 or +50.")
            private @Nullable String trials;

            @Option(names = "--time", description = "So much longer, like 30m.")
            private @Nullable String time;

            @Option(names = "--device-hours", description = "So many more, like 2 or +2.")
            private @Nullable String deviceHours;

            @Option(names = "--money", description = "So much more, like 5 or +5.")
            private @Nullable String money;
        }

        Extend(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            ObjectNode body = JSON.createObjectNode();
            if (more.trials != null) {
                body.put("trials", (int) number("--trials", more.trials, Integer::parseInt));
            }
            if (more.time != null) {
                body.put("time", more.time.replaceFirst("^[+]", ""));
            }
            if (more.deviceHours != null) {
                body.put("deviceHours", number("--device-hours", more.deviceHours, Double::parseDouble));
            }
            if (more.money != null) {
                body.put("money", number("--money", more.money, Double::parseDouble));
            }
            JsonNode changed = context().client().postJson(path() + ":extend", body);
            return say(
                    changed,
                    "has " + words(changed.path("budget")) + " and is "
                            + changed.path("state").asText());
        }

        private static String words(JsonNode budget) {
            String trials = budget.path("trials").asInt() + " trials";
            String hours = budget.has("deviceHours")
                    ? ", " + budget.path("deviceHours").asText() + " device hours"
                    : "";
            return trials
                    + hours
                    + (budget.has("money") ? ", money " + budget.path("money").asText() : "");
        }

        private static double number(String option, String text, ToDoubleFunction<String> parse) {
            try {
                return parse.applyAsDouble(text.replaceFirst("^[+]", ""));
            } catch (NumberFormatException e) {
                throw new CommandFailure(ExitCode.USAGE, option + ": '" + text + "' is no number", e);
            }
        }
    }

    /** {@code cairn parallel}. */
    @Command(name = "parallel", description = "Change how many trials of a study run at the same time.")
    static final class Parallel extends OfStudy {
        @Parameters(index = "1", paramLabel = "TRIALS", description = "From 1 to 1024.")
        private int parallel;

        Parallel(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode changed =
                    context().client().patchJson(path(), JSON.createObjectNode().put("parallel", parallel));
            return say(
                    changed,
                    "runs up to " + changed.path("budget").path("parallel").asInt() + " trials at the same time");
        }
    }

    /** {@code cairn retry}. */
    @Command(name = "retry", description = "Try the values of a trial that is over again, as a new trial.")
    static final class Retry extends OfStudy {
        @Parameters(index = "1", paramLabel = "TRIAL", description = "Number of the trial.")
        private int trial;

        Retry(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode retry = context().client().post(path() + "/trials/" + trial + ":retry");
            terminal()
                    .print("trial " + trial + " is tried again as trial "
                            + retry.path("number").asInt());
            return ExitCode.OK;
        }
    }

    /** {@code cairn revise}. */
    @Command(
            name = "revise",
            description =
                    "Change space, constraints or search of a study that runs. What is still inside goes on to count.")
    static final class Revise extends ContextCommand {
        @Parameters(paramLabel = "SPEC", description = "The specification, or only the fields that change.")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(names = "--study", description = "Name or id; the file's 'name' when absent.")
        private @Nullable String study;

        Revise(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            SpecFile spec = SpecFile.read(file);
            String name = study == null
                    ? spec.scalar("name")
                            .orElseThrow(() -> new CommandFailure(
                                    ExitCode.USAGE, "the file has no 'name'; say which study with --study"))
                    : study;
            JsonNode changed = context().client().postYaml("/studies/" + Client.segment(name) + ":revise", spec.text());
            terminal()
                    .print(name + " is at revision " + changed.path("revision").asInt() + " of its specification");
            return ExitCode.OK;
        }
    }

    private abstract static class Derive extends OfStudy {
        @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Name of the new study.")
        private @Nullable String name;

        @Option(names = "--edit", paramLabel = "FILE", description = "Fields of the specification that shall differ.")
        private @Nullable Path edits;

        Derive(Context context) {
            super(context);
        }

        final int derive(String verb) {
            JsonNode made = context().client().postYaml(path() + ":" + verb, text());
            terminal()
                    .print(made.path("name").asText() + "  "
                            + context().client().url() + "/studies/"
                            + made.path("name").asText());
            return ExitCode.OK;
        }

        private String text() {
            if (edits == null) {
                return name == null ? "" : "name: " + name;
            }
            SpecFile file = SpecFile.read(edits);
            if (name == null) {
                return file.text();
            }
            return file.scalar("name").isPresent()
                    ? file.with("name", name).text()
                    : file.text() + System.lineSeparator() + "name: " + name;
        }
    }

    /** {@code cairn clone}. */
    @Command(name = "clone", description = "A new study with the specification of another.")
    static final class Clone extends Derive {
        Clone(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            return derive("clone");
        }
    }

    /** {@code cairn fork}. */
    @Command(
            name = "fork",
            description = "A new study that goes on from a point of another's history, with its results.")
    static final class Fork extends Derive {
        @Option(names = "--at-trial", paramLabel = "N", description = "The last trial to keep.")
        private @Nullable Integer trial;

        @Option(names = "--at-event", paramLabel = "E", description = "The last event of the history to keep.")
        private @Nullable Long event;

        Fork(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            String query = (trial == null ? "" : "&trial=" + trial) + (event == null ? "" : "&event=" + event);
            return derive("fork" + (query.isEmpty() ? "" : "?" + query.substring(1)));
        }
    }

    /** {@code cairn delete}. */
    @Command(name = "delete", description = "Delete a study that is over; its files are collected later.")
    static final class Delete extends OfStudy {
        @Option(names = "--force", description = "Cancel it first if it runs.")
        private boolean force;

        Delete(Context context) {
            super(context);
        }

        @Override
        public Integer call() {
            if (force) {
                new Stopping(context().client()).stop(path());
            }
            context().client().delete(path());
            terminal().print(study() + " is deleted");
            return ExitCode.OK;
        }
    }
}
