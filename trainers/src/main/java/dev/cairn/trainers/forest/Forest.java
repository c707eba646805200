package dev.cairn.trainers.forest;

import dev.cairn.trainers.forest.Sample.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Trees that each learn from rows of their own. Tree i is a function of the table, the settings, the seed and i, whichever thread grows it. */
final class Forest {
    private static final long QUESTION_MILLIS = 20;

    private final BinnedTable table;
    private final List<ColumnBins> columns;
    private final Answers answers;
    private final float[] weights;
    private final TreeSettings settings;
    private final Drawing drawing;
    private final long seed;
    private final List<Tree> trees = new ArrayList<>();

    Forest(
            BinnedTable table,
            List<ColumnBins> columns,
            Answers answers,
            float[] weights,
            TreeSettings settings,
            Drawing drawing,
            long seed) {
        this.table = table;
        this.columns = columns;
        this.answers = answers;
        this.weights = weights;
        this.settings = settings;
        this.drawing = drawing;
        this.seed = seed;
    }

    BinnedTable table() {
        return table;
    }

    List<Tree> trees() {
        return trees;
    }

    /** Grows until there are this many trees or until called off; half a tree is thrown away. The supplier is asked by the calling thread only. */
    void growTo(int count, int threads, BooleanSupplier cancelled) {
        if (threads > 1 && count - trees.size() > 1) {
            growTogether(count, threads, cancelled);
            return;
        }
        while (trees.size() < count && !cancelled.getAsBoolean()) {
            grow(trees.size(), cancelled).ifPresent(trees::add);
        }
    }

    private Optional<Tree> grow(int number, BooleanSupplier cancelled) {
        var random = Sample.random(seed, number);
        Sample sample = Sample.draw(answers, weights, drawing, random);
        return new TreeGrower(sample, table, columns, settings, random).grow(cancelled);
    }

    private void growTogether(int count, int threads, BooleanSupplier cancelled) {
        AtomicBoolean stop = new AtomicBoolean(cancelled.getAsBoolean());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Optional<Tree>>> growing = new ArrayList<>();
            for (int number = trees.size(); number < count; number++) {
                int tree = number;
                growing.add(pool.submit(() -> stop.get() ? Optional.empty() : grow(tree, stop::get)));
            }
            for (Future<Optional<Tree>> tree : growing) {
                Optional<Tree> grown = await(tree, stop, cancelled);
                if (grown.isEmpty()) {
                    stop.set(true);
                    return;
                }
                trees.add(grown.get());
            }
        } finally {
            pool.shutdown();
        }
    }

    private static Optional<Tree> await(Future<Optional<Tree>> tree, AtomicBoolean stop, BooleanSupplier cancelled) {
        while (true) {
            try {
                return tree.get(QUESTION_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                stop.set(stop.get() || cancelled.getAsBoolean());
            } catch (InterruptedException e) {
                stop.set(true);
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException e) {
                stop.set(true);
                throw new IllegalStateException("a tree could not be grown", e.getCause());
            }
        }
    }
}
