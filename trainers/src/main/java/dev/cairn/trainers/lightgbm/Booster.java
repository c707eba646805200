package dev.cairn.trainers.lightgbm;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.lightgbm.Native.Doubles;
import dev.cairn.trainers.lightgbm.Native.Floats;

/** A model that grows round by round. */
record Booster(SWIGTYPE_p_void handle) implements AutoCloseable {
    static Booster of(Dataset fitted, String parameters) throws TrainingFailure {
        return new Booster(
                Native.made(address -> lightgbmlib.LGBM_BoosterCreate(fitted.handle(), parameters, address)));
    }

    void watch(Dataset watched) throws TrainingFailure {
        Native.check(lightgbmlib.LGBM_BoosterAddValidData(handle, watched.handle()));
    }

    /** One more round; false when no tree can be split any more. */
    boolean grow() throws TrainingFailure {
        SWIGTYPE_p_int finished = lightgbmlib.new_intp();
        try {
            Native.check(lightgbmlib.LGBM_BoosterUpdateOneIter(handle, finished));
            return lightgbmlib.intp_value(finished) == 0;
        } finally {
            lightgbmlib.delete_intp(finished);
        }
    }

    /** The objective's loss on the watched rows. */
    double watchedLoss() throws TrainingFailure {
        try (Doubles loss = Doubles.of(1)) {
            Native.check(lightgbmlib.LGBM_BoosterGetEval(handle, 1, loss.count(), loss.address()));
            return loss.get(0);
        }
    }

    /** What the rounds {@code from..to} add to each row's scores, row by row. */
    double[] scores(Floats cells, int rows, int columns, int outputs, int from, int to) throws TrainingFailure {
        try (Doubles scores = Doubles.of((long) rows * outputs)) {
            Native.check(lightgbmlib.LGBM_BoosterPredictForMat(
                    handle,
                    cells.pointer(),
                    lightgbmlibConstants.C_API_DTYPE_FLOAT32,
                    rows,
                    columns,
                    1,
                    lightgbmlibConstants.C_API_PREDICT_RAW_SCORE,
                    from,
                    to - from,
                    "num_threads=1 verbosity=-1",
                    scores.longCount(),
                    scores.address()));
            double[] all = new double[rows * outputs];
            for (int i = 0; i < all.length; i++) {
                all[i] = scores.get(i);
            }
            return all;
        }
    }

    /** The first rounds as the library writes them. */
    String text(int rounds) throws TrainingFailure {
        var length = lightgbmlib.new_int64_tp();
        try {
            String text = lightgbmlib.LGBM_BoosterSaveModelToStringSWIG(handle, 0, rounds, 0, 1 << 16, length);
            if (text == null) {
                throw new TrainingFailure(TrainingFailure.Kind.CODE, "LightGBM cannot write its model");
            }
            return text;
        } finally {
            lightgbmlib.delete_int64_tp(length);
        }
    }

    @Override
    public void close() {
        lightgbmlib.LGBM_BoosterFree(handle);
    }
}
