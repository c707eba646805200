package dev.cairn.server.cli;

import dev.cairn.server.config.InvalidConfig;
import dev.cairn.server.devices.NoSuchDevice;
import dev.cairn.store.postgres.DatabaseFailure;
import dev.cairn.store.postgres.HomeInUse;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's root. */
@Command(
        name = "cairn",
        description = "AutoML and hyperparameter search on this machine.",
        mixinStandardHelpOptions = true,
        version = "cairn " + CairnCommand.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            RunCommand.class,
            ServerCommand.class,
            WorkerCommand.class,
            WorkersCommand.class,
            QueueCommand.class,
            SchedulesCommand.class,
            DataCommand.class,
            LintCommand.class,
            SimulateCommand.class,
            SubmitCommand.class,
            WatchCommand.class,
            TopCommand.class,
            ImportanceCommand.class,
            StudiesCommand.class,
            StudyCommands.Pause.class,
            StudyCommands.Resume.class,
            StudyCommands.Cancel.class,
            LifeCommands.Extend.class,
            LifeCommands.Parallel.class,
            LifeCommands.Retry.class,
            LifeCommands.Revise.class,
            LifeCommands.Clone.class,
            LifeCommands.Fork.class,
            LifeCommands.Delete.class,
            GcCommand.class,
            PredictCommand.class,
            ExplainCommand.class,
            LineageCommand.class,
            ProvenanceCommand.class,
            LogsCommand.class,
            AskTell.class,
            DoctorCommand.class,
            HelpCommand.class
        })
public final class CairnCommand implements Runnable {
    public static final String VERSION = "0.1.0";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Context context;

    private CairnCommand(Context context) {
        this.context = context;
    }

    /** Runs one command line and answers the exit code. */
    public static int execute(Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
        Context context = new Context(environment, Terminal.of(out, err, environment));
        CommandLine.IFactory standard = CommandLine.defaultFactory();
        CommandLine.IFactory factory = new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return ContextCommand.class.isAssignableFrom(type)
                        ? type.getDeclaredConstructor(Context.class).newInstance(context)
                        : standard.create(type);
            }
        };
        return new CommandLine(new CairnCommand(context), factory)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(context, failure))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    Context context() {
        return context;
    }

    private static int report(Context context, Exception failure) throws Exception {
        Terminal terminal = context.terminal();
        terminal.endLine();
        if (failure instanceof ProblemAnswer problem) {
            terminal.say("cairn: " + String.join(System.lineSeparator(), problem.lines(Optional.empty())));
            return problem.exitCode();
        }
        if (failure instanceof CommandFailure expected) {
            terminal.say("cairn: " + expected.getMessage());
            return expected.exitCode();
        }
        if (failure instanceof DatabaseFailure || failure instanceof HomeInUse || failure instanceof NoSuchDevice) {
            terminal.say("cairn: " + failure.getMessage());
            return ExitCode.UNAVAILABLE;
        }
        if (failure instanceof InvalidConfig) {
            terminal.say("cairn: " + failure.getMessage());
            return ExitCode.UNSAFE_CONFIG;
        }
        throw failure;
    }
}
