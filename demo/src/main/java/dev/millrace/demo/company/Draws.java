package dev.millrace.demo.company;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance. Only the 64 random bits come from the JDK, because how it makes other numbers of them has changed between releases.
 */
public final class Draws {

    private static final double SCALE = 0x1.0p-53;
    private static final int UNIFORMS_IN_A_NORMAL = 12;
    private static final double BOUND = 2.2;

    private final SplittableRandom random;

    /** One of many independent streams of a seed, so that a change of one issue leaves the others as they are. */
    public Draws(long seed, long stream) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + stream * 0xC2B2AE3D27D4EB4FL);
        random.nextLong();
    }

    /** True with that probability. */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** From low to high, both included. */
    public int between(int low, int high) {
        return low + (int) (uniform() * (high - low + 1));
    }

    /** One of them. */
    public <T> T pick(List<T> from) {
        return from.get(between(0, from.size() - 1));
    }

    /** So many seconds, low and high included. */
    public Duration seconds(int low, int high) {
        return Duration.ofSeconds(between(low, high));
    }

    /** So many minutes and some seconds. */
    public Duration minutes(int low, int high) {
        return seconds(low * 60, high * 60);
    }

    /** A log-normal duration in whole seconds, cut off at {@value #BOUND} deviations. */
    public Duration around(Duration median, double spread) {
        double normal = -UNIFORMS_IN_A_NORMAL / 2.0;
        for (int i = 0; i < UNIFORMS_IN_A_NORMAL; i++) {
            normal += uniform();
        }
        double bounded = Math.max(-BOUND, Math.min(BOUND, normal));
        return Duration.ofSeconds(Math.round(median.toSeconds() * StrictMath.exp(spread * bounded)));
    }

    private double uniform() {
        return (random.nextLong() >>> 11) * SCALE;
    }
}
