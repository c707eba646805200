package dev.cairn.server.cli;

import dev.cairn.server.CairnServer;
import dev.cairn.server.CairnServer.Role;
import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.QueueOffer;
import dev.cairn.server.devices.Machine;
import dev.cairn.server.devices.SlotPlan;
import dev.cairn.store.postgres.Rights;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cairn worker}: slots for trials, beside a server that runs elsewhere. */
@Command(name = "worker", description = "Offer slots for trials; needs the database that the server uses.")
final class WorkerCommand extends ContextCommand {
    @Option(
            names = "--queue",
            paramLabel = "NAME[=SLOTS[xMEMORY]][@GPUS]",
            split = ",",
            description = "Queue to serve, more than once for several; CAIRN_QUEUES when absent.")
    private List<String> queues = List.of();

    @Option(names = "--slots", description = "Trials at the same time, for a queue that does not say.")
    private @Nullable Integer slots;

    @Option(
            names = "--grants",
            paramLabel = "ROLE",
            description = "Print the SQL that gives a database role what a worker needs and nothing more, and end.")
    private @Nullable String grants;

    WorkerCommand(Context context) {
        super(context);
    }

    private List<QueueOffer> offers(CairnConfig config) {
        List<QueueOffer> named = queues.isEmpty()
                ? config.queues()
                : queues.stream().map(QueueOffer::parse).toList();
        OptionalInt count = slots == null ? OptionalInt.empty() : OptionalInt.of(slots);
        return named.stream()
                .map(offer -> offer.slots().isPresent()
                        ? offer
                        : new QueueOffer(offer.queue(), count, offer.memoryBytes(), offer.gpus()))
                .toList();
    }

    private static String described(CairnConfig config) {
        return new SlotPlan(Machine.look(config), config.slots(), config.trial().memoryBytes())
                .slots(config.queues()).entrySet().stream()
                        .map(queue -> queue.getValue().size() + " slots of queue " + queue.getKey())
                        .collect(Collectors.joining(", "));
    }

    private int printed(String role) {
        try {
            terminal().print(Rights.grants(role));
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--grants: " + e.getMessage());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (grants != null) {
            return printed(grants);
        }
        CairnConfig config = context().config();
        config = config.withQueues(offers(config));
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
        terminal().say("Worker is up with " + described(config) + " (Ctrl-C drains and ends it)");
        ended.await();
        return ExitCode.OK;
    }
}
