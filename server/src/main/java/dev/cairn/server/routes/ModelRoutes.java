package dev.cairn.server.routes;

import dev.cairn.server.model.ModelService;
import dev.cairn.server.model.NoModel;
import dev.cairn.server.model.UnfitRows;
import dev.cairn.store.StudyRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** What models say. */
final class ModelRoutes {
    private final ModelService models;
    private final Lookup lookup;

    ModelRoutes(ModelService models, Lookup lookup) {
        this.models = models;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.get("/studies/{study}/model", this::model, "trial");
        api.postAgain("/studies/{study}:predict", this::predict, "trial");
    }

    private Answer model(Request request) throws IOException {
        StudyRecord study = lookup.study(request);
        try {
            ModelService.Told told = models.tell(study, trial(request));
            return Answer.ok(ReadableViews.of(told.trial(), told.trainer(), told.target(), told.model()));
        } catch (NoModel e) {
            throw new Refusal(409, "conflict", "There is no model to read", String.valueOf(e.getMessage()));
        }
    }

    private static OptionalInt trial(Request request) {
        return request.queryNumber("trial", 1, Integer.MAX_VALUE)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private Answer predict(Request request) throws IOException {
        StudyRecord study = lookup.study(request);
        request.requireType("text/csv");
        try {
            return Answer.text("text/csv; charset=utf-8", models.predict(study, trial(request), request.stream()));
        } catch (NoModel e) {
            throw new Refusal(409, "conflict", "There is no model", String.valueOf(e.getMessage()));
        } catch (UnfitRows e) {
            throw Refusal.invalid("body", "unfit-data", String.valueOf(e.getMessage()), Optional.empty());
        }
    }
}
