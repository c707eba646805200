package dev.cairn.trainers.djl;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Ordinal;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.ImageShape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small convolutional network for images whose pixels are the columns of the frame. A step is an epoch. */
public final class CnnTrainer implements Trainer {
    private static final int SMALLEST_SIDE = 4;

    @Override
    public String name() {
        return "cnn";
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        if (shape.image().isEmpty()) {
            return Optional.of("it needs images, and this dataset has no image shape");
        }
        ImageShape image = shape.image().get();
        return Math.min(image.height(), image.width()) < SMALLEST_SIDE
                ? Optional.of("it needs images of at least " + SMALLEST_SIDE + "x" + SMALLEST_SIDE + " pixels, got "
                        + image.height() + "x" + image.width())
                : Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Int.of("blocks", 1, 3).near(2),
                Int.log("width", 8, 32).near(16),
                Ordinal.of("kernel", 3, 5).near(3),
                Real.of("dropout", 0, 0.6).near(0.2),
                Real.log("lr", 1e-4, 3e-2).near(3e-3),
                Choice.of("optimizer", "adamw", "adam", "sgd").near("adamw"),
                Real.log("l2", 1e-7, 1e-1).near(1e-4),
                Ordinal.of("batchSize", 32, 64, 128).near(64));
    }

    @Override
    public Values defaults(TaskShape shape) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("blocks", 2);
        values.put("width", 16);
        values.put("kernel", 3);
        values.put("dropout", 0.2);
        values.put("lr", 3e-3);
        values.put("optimizer", "adamw");
        values.put("l2", 1e-4);
        values.put("batchSize", 64);
        values.put("epochs", 40);
        values.put("patience", 6);
        if (shape.task().classification()) {
            values.put(ClassWeights.PARAMETER, ClassWeights.NONE);
        }
        return Values.of(values);
    }

    @Override
    public int maxSteps(Values values) {
        return NetworkSettings.count(values, "epochs", 1);
    }

    /** The engine trains one model at a time in a process. */
    @Override
    public boolean sharesProcess() {
        return false;
    }

    @Override
    public Set<String> changeable() {
        return Set.of("lr", "dropout", "l2", "batchSize");
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) throws TrainingFailure {
        NetworkSettings settings = NetworkSettings.of(values);
        ImageShape image = fold.shape()
                .image()
                .orElseThrow(() -> new TrainingFailure(Kind.DATA, "a convolutional network needs images"));
        Loss loss = Loss.of(fold.train().target(), values);
        Convolutions network = new Convolutions(
                image,
                NetworkSettings.count(values, "blocks", 1),
                NetworkSettings.count(values, "width", 1),
                oddKernel(values),
                NetworkSettings.dropout(values),
                loss.outputs());
        return new NetworkLearner(fold, PixelInputs.fit(image, fold.train()), loss, network, settings, seed, device);
    }

    /** Only an odd kernel keeps the size of the image. */
    private static int oddKernel(Values values) throws TrainingFailure {
        int kernel = NetworkSettings.count(values, "kernel", 1);
        if (kernel % 2 == 0) {
            throw new TrainingFailure(Kind.CODE, "value 'kernel' must be odd, got " + kernel);
        }
        return kernel;
    }
}
