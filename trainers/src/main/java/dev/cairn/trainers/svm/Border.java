package dev.cairn.trainers.svm;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.Whole;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.split.Seeds;
import dev.cairn.trainers.tribuo.Provenances;
import dev.cairn.trainers.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.libsvm.LibSVMAnomalyTrainer;
import org.tribuo.anomaly.libsvm.SVMAnomalyType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.LibSVMModel;
import org.tribuo.common.libsvm.SVMParameters;

/**
 * Tribuo's one-class machine. How anomalous a row is goes by the share of the training rows that are farther inside.
 *
 * @param inside how far inside each training row is, in ascending order; negative outside
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Border(Features features, LibSVMModel<Event> model, double[] inside) implements Whole.Model {
    private static final double CACHE_MEGABYTES = 50;

    static Border fit(RowSet rows, Values values, long seed) {
        Features features = Features.fit(rows, FeatureSpec.DENSE);
        Matrix inputs = features.transform(rows);
        KernelType kernel = KernelType.valueOf(values.text("kernel").toUpperCase(Locale.ROOT));
        SVMParameters<Event> parameters =
                new SVMParameters<>(new SVMAnomalyType(SVMAnomalyType.SVMMode.ONE_CLASS), kernel);
        parameters.setNu(values.real("nu"));
        parameters.setGamma(values.real("gamma") / Math.max(1, features.width()));
        parameters.setDegree(Math.toIntExact(values.whole("degree")));
        parameters.setCacheSize(CACHE_MEGABYTES);
        LibSVMModel<Event> model = new LibSVMAnomalyTrainer(parameters, Seeds.of(seed, "border"))
                .train(TribuoRows.dataset(inputs, new AnomalyFactory(), row -> AnomalyFactory.EXPECTED_EVENT));
        double[] inside = distances(model, inputs);
        Arrays.sort(inside);
        return new Border(features, model, inside);
    }

    private static double[] distances(LibSVMModel<Event> model, Matrix inputs) {
        String[] names = TribuoRows.names(inputs);
        double[] distances = new double[inputs.rows()];
        for (int row = 0; row < distances.length; row++) {
            distances[row] = model.predict(TribuoRows.example(inputs, row, names, AnomalyFactory.UNKNOWN_EVENT))
                    .getOutput()
                    .getScore();
        }
        return distances;
    }

    @Override
    public long bytes() {
        return Machine.bytes(model) + (long) Double.BYTES * inside.length;
    }

    @Override
    public Predictions predict(RowSet rows) {
        double[] distances = distances(model, features.transform(rows));
        double[] flat = new double[2 * distances.length];
        for (int row = 0; row < distances.length; row++) {
            double anomalous = probability(distances[row]);
            flat[2 * row] = 1 - anomalous;
            flat[2 * row + 1] = anomalous;
        }
        return new Predictions.Probabilities(2, flat);
    }

    @Override
    public Optional<String> provenance() {
        return Optional.of(Provenances.of(model));
    }

    /** A half at the border: rows outside are said to be anomalies. */
    private double probability(double distance) {
        double border = farther(0);
        double farther = farther(distance);
        return farther <= border ? farther / border / 2 : (1 + (farther - border) / (1 - border)) / 2;
    }

    /** Between two training rows by its place between them; beyond all of them ever closer to 0 or 1, so that no order is lost. */
    private double farther(double distance) {
        int rows = inside.length;
        int found = Arrays.binarySearch(inside, distance);
        int above = found >= 0 ? found : -found - 1;
        double spread = Math.max(1e-12, inside[rows - 1] - inside[0]);
        double inner;
        if (above == 0) {
            inner = rows + 1 - Math.exp((distance - inside[0]) / spread);
        } else if (above == rows) {
            inner = Math.exp((inside[rows - 1] - distance) / spread);
        } else {
            double way = (distance - inside[above - 1]) / Math.max(1e-300, inside[above] - inside[above - 1]);
            inner = rows - above + 1 - Math.min(1, way);
        }
        return inner / (rows + 1);
    }
}
