package dev.millrace.valuestream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Objects;

/**
 * What a day of waiting of one item is worth to the people who declare it: an estimate of theirs. A day is 24 hours of calendar time.
 *
 * @param amount at least 0
 * @param currency the ISO 4217 code, such as {@code EUR}
 */
public record DayRate(BigDecimal amount, String currency) {

    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    /** Validates. */
    public DayRate {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a day rate is at least 0, but this one is " + amount);
        }
    }

    /** What so much item-time of waiting is worth, in whole units of the currency. */
    public BigDecimal of(Duration waiting) {
        return amount.multiply(BigDecimal.valueOf(waiting.toMillis())).divide(DAY, 0, RoundingMode.HALF_UP);
    }
}
