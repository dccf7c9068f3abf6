package dev.millrace.metrics;

import java.util.Objects;

/**
 * The spread of a figure over the items or visits it was measured on. Nearest rank: each value is one that was measured, the
 * smallest that at least 50, 85 or 95 of 100 measured values do not exceed. (With an even n, p50 is the lower of the two in
 * the middle.)
 *
 * @param n how many values were measured, at least 1
 * @param p50 half of the values are at most this
 * @param p85 85 of 100 are at most this
 * @param p95 95 of 100 are at most this; with n below 20 this is the largest value
 * @param <T> what is measured
 */
public record Percentiles<T>(long n, T p50, T p85, T p95) {

    /** Validates: there are percentiles of something only. */
    public Percentiles {
        if (n < 1) {
            throw new IllegalArgumentException("percentiles of " + n + " values do not exist");
        }
        Objects.requireNonNull(p50, "p50");
        Objects.requireNonNull(p85, "p85");
        Objects.requireNonNull(p95, "p95");
    }
}
