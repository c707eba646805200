package dev.cairn.trainers.lightgbm;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_float;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import dev.cairn.trainers.MemoryFailure;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.TrainingFailure.Kind;
import java.io.IOException;

/** LightGBM's C interface with its errors as failures and its memory as resources. */
final class Native {
    /** Makes something and leaves its address. */
    interface Maker {
        int make(SWIGTYPE_p_p_void address);
    }

    private Native() {}

    /** Loads the libraries once per process. */
    static void load() throws TrainingFailure {
        try {
            Libraries.load();
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new TrainingFailure(Kind.CODE, "LightGBM's library cannot be loaded (it needs libgomp): " + e, e);
        }
    }

    static void check(int status) throws TrainingFailure {
        if (status != 0) {
            String error = String.valueOf(lightgbmlib.LGBM_GetLastError());
            throw new TrainingFailure(MemoryFailure.kind(error).orElse(Kind.CODE), "LightGBM: " + error);
        }
    }

    static SWIGTYPE_p_void made(Maker maker) throws TrainingFailure {
        SWIGTYPE_p_p_void address = lightgbmlib.new_voidpp();
        try {
            check(maker.make(address));
            return lightgbmlib.voidpp_value(address);
        } finally {
            lightgbmlib.delete_voidpp(address);
        }
    }

    /** Floats in native memory. */
    record Floats(SWIGTYPE_p_float address) implements AutoCloseable {
        static Floats of(float[] values) {
            SWIGTYPE_p_float address = lightgbmlib.new_floatArray(Math.max(1, values.length));
            for (int i = 0; i < values.length; i++) {
                lightgbmlib.floatArray_setitem(address, i, values[i]);
            }
            return new Floats(address);
        }

        SWIGTYPE_p_void pointer() {
            return lightgbmlib.float_to_voidp_ptr(address);
        }

        @Override
        public void close() {
            lightgbmlib.delete_floatArray(address);
        }
    }

    /** Room for numbers that a call returns. */
    record Doubles(SWIGTYPE_p_double address, SWIGTYPE_p_long_long longCount, SWIGTYPE_p_int count)
            implements AutoCloseable {
        static Doubles of(long room) {
            return new Doubles(
                    lightgbmlib.new_doubleArray(Math.max(1, room)), lightgbmlib.new_int64_tp(), lightgbmlib.new_intp());
        }

        double get(int place) {
            return lightgbmlib.doubleArray_getitem(address, place);
        }

        @Override
        public void close() {
            lightgbmlib.delete_doubleArray(address);
            lightgbmlib.delete_int64_tp(longCount);
            lightgbmlib.delete_intp(count);
        }
    }
}
