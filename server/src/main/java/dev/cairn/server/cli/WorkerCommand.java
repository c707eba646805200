package dev.cairn.server.cli;

import dev.cairn.server.CairnServer;
import dev.cairn.server.CairnServer.Role;
import dev.cairn.server.config.CairnConfig;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cairn worker}: slots for trials, beside a server that runs elsewhere. */
@Command(name = "worker", description = "Offer slots for trials; needs the database that the server uses.")
final class WorkerCommand extends ContextCommand {
    @Option(names = "--queue", description = "Class of the slots; this version has '${DEFAULT-VALUE}'.")
    private String queue = "cpu";

    @Option(names = "--slots", description = "Trials at the same time; CAIRN_SLOTS when absent.")
    private @Nullable Integer slots;

    WorkerCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!queue.equals("cpu")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "queue '" + queue + "' is not available yet: this version has 'cpu' only");
        }
        CairnConfig config = context().config().withSlots(slots == null ? OptionalInt.empty() : OptionalInt.of(slots));
        Logs.toFile(config.home());
        CairnServer worker = CairnServer.start(config, EnumSet.of(Role.WORKER));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.close();
                            ended.countDown();
                        },
                        "shutdown"));
        terminal()
                .say("Worker with " + config.slots() + " slots of queue " + queue
                        + " is up (Ctrl-C drains and ends it)");
        ended.await();
        return ExitCode.OK;
    }
}
