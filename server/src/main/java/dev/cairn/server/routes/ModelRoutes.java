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
        api.postAgain("/studies/{study}:predict", this::predict, "trial");
    }

    private Answer predict(Request request) throws IOException {
        StudyRecord study = lookup.study(request);
        request.requireType("text/csv");
        OptionalInt trial = request.queryNumber("trial", 1, Integer.MAX_VALUE)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        try {
            return Answer.text("text/csv; charset=utf-8", models.predict(study, trial, request.stream()));
        } catch (NoModel e) {
            throw new Refusal(409, "conflict", "There is no model", String.valueOf(e.getMessage()));
        } catch (UnfitRows e) {
            throw Refusal.invalid("body", "unfit-data", String.valueOf(e.getMessage()), Optional.empty());
        }
    }
}
