package dev.cairn.trainers.bayes;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What each class's rows look like, column by column. A missing cell says nothing. */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record NaiveBayes(double[] logPriors, List<ColumnLikelihood> columns) {
    static NaiveBayes fit(RowSet rows, Values values) {
        Target.Classes target = (Target.Classes) rows.target();
        int[] counts = target.counts();
        float[] weights = ClassWeights.of(target, values).ofClass();
        double[] logPriors = new double[counts.length];
        Arrays.setAll(
                logPriors, code -> Math.log((weights[code] * counts[code] + 1.0) / (rows.size() + counts.length)));
        List<ColumnLikelihood> columns = new ArrayList<>();
        for (Column column : rows.frame().columns()) {
            columns.add(
                    column instanceof Column.Categorical categorical
                            ? LevelLikelihood.fit(categorical, rows, target, values.real("pseudoRows"))
                            : NormalLikelihood.fit(column, rows, target, values.real("smoothing")));
        }
        return new NaiveBayes(logPriors, List.copyOf(columns));
    }

    /** Row by row, each class's log-probability up to what all classes share. */
    double[][] scores(RowSet rows) {
        double[][] scores = new double[rows.size()][];
        Arrays.setAll(scores, row -> logPriors.clone());
        for (int c = 0; c < columns.size(); c++) {
            columns.get(c).addTo(scores, rows.frame().columns().get(c), rows.rows());
        }
        return scores;
    }
}
