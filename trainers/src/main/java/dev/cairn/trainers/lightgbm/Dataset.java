package dev.cairn.trainers.lightgbm;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.lightgbm.Native.Floats;
import org.jspecify.annotations.Nullable;

/** Rows as LightGBM's bins, with what they are to be predicted as. */
record Dataset(SWIGTYPE_p_void handle) implements AutoCloseable {
    /**
     * Bins rows anew.
     *
     * @param parameters of the bins, and which columns are categorical
     * @param weights of the rows; none when all count the same
     */
    static Dataset of(Matrix cells, String parameters, float[] labels, float[] weights) throws TrainingFailure {
        return of(cells, parameters, labels, weights, null);
    }

    /** Rows in the bins of these. */
    Dataset alike(Matrix cells, String parameters, float[] labels, float[] weights) throws TrainingFailure {
        return of(cells, parameters, labels, weights, handle);
    }

    @SuppressWarnings("NullAway") // the C interface takes a null for no reference
    private static Dataset of(
            Matrix cells, String parameters, float[] labels, float[] weights, @Nullable SWIGTYPE_p_void reference)
            throws TrainingFailure {
        try (Floats floats = Floats.of(cells.cells())) {
            Dataset dataset = new Dataset(Native.made(address -> lightgbmlib.LGBM_DatasetCreateFromMat(
                    floats.pointer(),
                    lightgbmlibConstants.C_API_DTYPE_FLOAT32,
                    cells.rows(),
                    cells.columns(),
                    1,
                    parameters,
                    reference,
                    address)));
            dataset.set("label", labels);
            if (weights.length > 0) {
                dataset.set("weight", weights);
            }
            return dataset;
        }
    }

    private void set(String field, float[] values) throws TrainingFailure {
        try (Floats floats = Floats.of(values)) {
            Native.check(lightgbmlib.LGBM_DatasetSetField(
                    handle, field, floats.pointer(), values.length, lightgbmlibConstants.C_API_DTYPE_FLOAT32));
        }
    }

    @Override
    public void close() {
        lightgbmlib.LGBM_DatasetFree(handle);
    }
}
