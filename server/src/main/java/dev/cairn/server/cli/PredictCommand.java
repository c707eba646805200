package dev.cairn.server.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cairn predict}: what a study's model says about new rows. */
@Command(
        name = "predict",
        description = "Predict new rows with the model of a study, or with its best one so far; prints CSV.")
final class PredictCommand extends ContextCommand {
    private static final Duration PATIENCE = Duration.ofMinutes(11);

    @Parameters(index = "0", paramLabel = "STUDY", description = "Name or id.")
    @SuppressWarnings("NullAway.Init")
    private String study;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "CSV with the columns of the training data; standard input when absent.")
    private @Nullable Path file;

    @Option(names = "--trial", paramLabel = "N", description = "Fit and ask this trial's configuration instead.")
    private @Nullable Integer trial;

    PredictCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        String path = "/studies/" + Client.segment(study) + ":predict"
                + Optional.ofNullable(trial).map(number -> "?trial=" + number).orElse("");
        String csv = context().client().postText(path, "text/csv", rows(), PATIENCE);
        csv.lines().forEach(terminal()::print);
        return ExitCode.OK;
    }

    private BodyPublisher rows() {
        Path from = file;
        if (from == null) {
            return BodyPublishers.ofInputStream(() -> System.in);
        }
        try {
            return BodyPublishers.ofFile(from);
        } catch (FileNotFoundException e) {
            throw new CommandFailure(ExitCode.USAGE, "there is no file " + from, e);
        }
    }
}
