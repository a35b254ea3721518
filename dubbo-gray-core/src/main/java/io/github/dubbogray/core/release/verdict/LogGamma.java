package io.github.dubbogray.core.release.verdict;

/**
 * The logarithm of the gamma function for positive numbers, by Lanczos' approximation (A precision approximation of the
 * gamma function, SIAM J. Numer. Anal. 1, 1964) with g = 7 and the nine coefficients of P. Godfrey (2001), which many
 * libraries use. The relative error is below 1e-14, near the zeros at 1 and 2 the absolute one.
 */
final class LogGamma {

    private static final double G = 7;
    private static final double[] COEFFICIENTS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private LogGamma() {}

    /** Returns ln Γ(x); x is above 0. */
    static double of(double x) {
        if (x < 0.5) {
            return of(x + 1) - Math.log(x);
        }
        double sum = COEFFICIENTS[0];
        for (int i = 1; i < COEFFICIENTS.length; i++) {
            sum += COEFFICIENTS[i] / (x - 1 + i);
        }
        double t = x + G - 0.5;
        return HALF_LOG_TWO_PI + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }

    /** Returns ln B(a, b), the logarithm of the beta function; both are above 0. */
    static double ofBeta(double a, double b) {
        return of(a) + of(b) - of(a + b);
    }
}
