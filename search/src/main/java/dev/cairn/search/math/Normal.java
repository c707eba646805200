package dev.cairn.search.math;

/** The standard normal distribution, in forms that stay exact far into the tails. */
public final class Normal {
    private static final double LOG_SQRT_2PI = 0.9189385332046728;
    private static final double SQRT_HALF = 0.7071067811865476;
    private static final double SQRT_PI = 1.772453850905516;
    private static final double SQRT_HALF_PI = 1.2533141373155003;

    // Coefficients of the rational approximations of Wichura, Algorithm AS 241 (PPND16), Appl. Stat. 37 (1988):
    // relative error 1e-16.
    private static final double[] CENTRE_TOP = {
        3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
        45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227
    };
    private static final double[] CENTRE_BOTTOM = {
        1.0, 42.31333070160091, 687.1870074920579, 5394.196021424751,
        21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854
    };
    private static final double[] MIDDLE_TOP = {
        1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
        1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414
    };
    private static final double[] MIDDLE_BOTTOM = {
        1.0, 2.053191626637759, 1.6763848301838038, 0.6897673349851,
        0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-09
    };
    private static final double[] TAIL_TOP = {
        6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
        0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-05, 2.0103343992922881e-07
    };
    private static final double[] TAIL_BOTTOM = {
        1.0, 0.599832206555888, 0.1369298809227358, 0.014875361290850615,
        0.0007868691311456133, 1.8463183175100548e-05, 1.421511758316446e-07, 2.0442631033899397e-15
    };

    // Coefficients of Cody (1969) for three ranges, as in his routine CALERF: relative error below 1e-15.
    private static final double[] ERF_TOP = {
        3209.3775891384694, 377.485237685302, 113.86415415105016, 3.1611237438705655, 0.18577770618460315
    };
    private static final double[] ERF_BOTTOM = {
        2844.236833439171, 1282.6165260773723, 244.02463793444417, 23.601290952344122, 1.0
    };
    private static final double[] ERFC_TOP = {
        1230.3393547979972,
        2051.0783778260716,
        1712.0476126340707,
        881.952221241769,
        298.6351381974001,
        66.11919063714163,
        8.883149794388377,
        0.5641884969886701,
        2.1531153547440383e-08
    };
    private static final double[] ERFC_BOTTOM = {
        1230.3393548037495,
        3439.3676741437216,
        4362.619090143247,
        3290.7992357334597,
        1621.3895745666903,
        537.1811018620099,
        117.6939508913125,
        15.744926110709835,
        1.0
    };
    private static final double[] FAR_TOP = {
        0.0006587491615298378,
        0.01608378514874228,
        0.12578172611122926,
        0.36034489994980445,
        0.30532663496123236,
        0.016315387137302097
    };
    private static final double[] FAR_BOTTOM = {
        0.0023352049762686918, 0.06051834131244132, 0.5279051029514285, 1.8729528499234671, 2.568520192289822, 1.0
    };

    private Normal() {}

    public static double density(double z) {
        return Math.exp(-0.5 * z * z - LOG_SQRT_2PI);
    }

    public static double cumulative(double z) {
        double half = 0.5 * erfcx(Math.abs(z) * SQRT_HALF) * Math.exp(-0.5 * z * z);
        return z < 0 ? half : 1 - half;
    }

    /** The inverse of {@link #cumulative} for p strictly between 0 and 1. */
    public static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(CENTRE_TOP, r) / polynomial(CENTRE_BOTTOM, r);
        }
        double r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
        double z = r <= 5
                ? polynomial(MIDDLE_TOP, r - 1.6) / polynomial(MIDDLE_BOTTOM, r - 1.6)
                : polynomial(TAIL_TOP, r - 5) / polynomial(TAIL_BOTTOM, r - 5);
        return q < 0 ? -z : z;
    }

    /**
     * log(φ(z) + z Φ(z)), the logarithm of expected improvement for a unit deviation, exact where that underflows (Ament et al., NeurIPS
     * 2023).
     */
    public static double logImprovement(double z) {
        if (z > -1) {
            return Math.log(density(z) + z * cumulative(z));
        }
        double scaled = z < -1e6 ? -2 * Math.log(-z) : Math.log(tail(-z));
        return -0.5 * z * z - LOG_SQRT_2PI + scaled;
    }

    /** The derivative of {@link #logImprovement}: Φ(z) / (φ(z) + z Φ(z)). */
    public static double logImprovementSlope(double z) {
        if (z > -1) {
            double cumulative = cumulative(z);
            return cumulative / (density(z) + z * cumulative);
        }
        double ratio = SQRT_HALF_PI * erfcx(-z * SQRT_HALF);
        return z < -1e6 ? -z : ratio / tail(-z);
    }

    /** 1 − x·Mills(x), which is about x⁻²; a series where the difference would cancel. */
    private static double tail(double x) {
        if (x > 30) {
            double s = 1 / (x * x);
            return s * (1 - s * (3 - s * (15 - s * 105)));
        }
        return 1 - x * SQRT_HALF_PI * erfcx(x * SQRT_HALF);
    }

    /** exp(x²)·erfc(x) for x ≥ 0 (Cody, "Rational Chebyshev Approximations for the Error Function", Math. Comp. 23, 1969). */
    static double erfcx(double x) {
        if (x <= 0.46875) {
            double y = x * x;
            return Math.exp(y) * (1 - x * polynomial(ERF_TOP, y) / polynomial(ERF_BOTTOM, y));
        }
        if (x <= 4) {
            return polynomial(ERFC_TOP, x) / polynomial(ERFC_BOTTOM, x);
        }
        double y = 1 / (x * x);
        double correction = y * polynomial(FAR_TOP, y) / polynomial(FAR_BOTTOM, y);
        return (1 / SQRT_PI - correction) / x;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
