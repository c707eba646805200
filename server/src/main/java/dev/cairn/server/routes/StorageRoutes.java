package dev.cairn.server.routes;

import dev.cairn.server.schedule.Collector;

/** What is kept on disk. */
final class StorageRoutes {
    private final Collector collector;

    StorageRoutes(Collector collector) {
        this.collector = collector;
    }

    void register(Api api) {
        api.postAgain("/storage:collect", this::collect, "dryRun");
    }

    private Answer collect(Request request) {
        boolean dryRun = request.query("dryRun").map("true"::equals).orElse(false);
        return Answer.ok(collector.collect(dryRun));
    }
}
