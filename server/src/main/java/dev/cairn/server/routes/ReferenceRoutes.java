package dev.cairn.server.routes;

import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.spec.SpecReader;
import dev.cairn.server.wire.ClusterJson;
import dev.cairn.server.wire.Json;
import dev.cairn.server.wire.PageJson;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.Trainers;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to choose from, and how it is spelled. */
final class ReferenceRoutes {
    private static final int USUAL_ROWS = 1000;
    private static final ImageShape IMAGE = new ImageShape(8, 8, 1);

    private final DatasetDesk desk;
    private final Lookup lookup;
    private final String openApi = OpenApi.json();
    private final String studySchema = Json.text(SpecReader.schema());

    ReferenceRoutes(DatasetDesk desk, Lookup lookup) {
        this.desk = desk;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/trainers", this::trainers, "dataset", "target");
        api.get("/schema/study.json", request -> Answer.text("application/schema+json", studySchema));
        api.get("/openapi.json", request -> Answer.text(Answer.JSON, openApi));
    }

    private Answer trainers(Request request) {
        Optional<TaskShape> asked =
                request.query("dataset").map(reference -> shape(reference, request.query("target")));
        return Answer.ok(PageJson.of(
                Trainers.all().stream().map(trainer -> trainer(trainer, asked)).toList()));
    }

    private TaskShape shape(String reference, Optional<String> target) {
        DatasetVersionRecord version = lookup.dataset(reference);
        String column = target.orElseGet(() -> DatasetViews.target(version, desk.schema(version)));
        return desk.shape(desk.split(version, SplitRequest.of(column, TestSetting.DEFAULT)));
    }

    private static ClusterJson.TrainerJson trainer(Trainer trainer, Optional<TaskShape> asked) {
        List<TaskShape> usual = Arrays.stream(Task.values())
                .map(ReferenceRoutes::usual)
                .filter(trainer::fits)
                .toList();
        List<String> tasks =
                usual.stream().map(shape -> Wire.name(shape.task())).toList();
        Optional<String> reason = asked.flatMap(trainer::cannotFitBecause);
        Optional<TaskShape> shape =
                asked.filter(trainer::fits).or(() -> usual.stream().findFirst());
        return new ClusterJson.TrainerJson(
                trainer.name(),
                tasks,
                reason.isEmpty(),
                reason,
                shape.map(s -> SpecViews.space(trainer.space(s))),
                shape.map(s -> trainer.defaults(s).raw()).orElse(Map.of()));
    }

    /** A small image set, which is a table too: so every trainer can show its space. */
    private static TaskShape usual(Task task) {
        int features = IMAGE.pixels();
        int classes = switch (task) {
            case BINARY, MULTILABEL -> 2;
            case MULTICLASS -> 10;
            case REGRESSION, CLUSTERING -> 0;
        };
        return new TaskShape(task, USUAL_ROWS, features, 0, classes, Optional.of(IMAGE));
    }
}
