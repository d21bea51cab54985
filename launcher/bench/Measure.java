import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Times in milliseconds, and what is said of them. */
final class Measure {
    private static final int WARM = Integer.getInteger("warm", 40);
    private static final int SAMPLES = Integer.getInteger("samples", 200);
    private static boolean missed;

    private Measure() {}

    static double median(Callable<?> request) throws Exception {
        return part(samples(request, WARM, SAMPLES), 0.5);
    }

    static double[] samples(Callable<?> request, int warm, int count) throws Exception {
        double[] samples = new double[count];
        for (int i = -warm; i < count; i++) {
            long began = System.nanoTime();
            request.call();
            if (i >= 0) {
                samples[i] = seconds(began) * 1e3;
            }
        }
        return samples;
    }

    /** The sample that so large a part of them does not exceed. */
    static double part(double[] samples, double part) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(part * sorted.length) - 1)];
    }

    static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Says "met" or "MISSED", and remembers the second. */
    static String goal(boolean met) {
        missed |= !met;
        return met ? "met" : "MISSED";
    }

    static boolean missed() {
        return missed;
    }
}
