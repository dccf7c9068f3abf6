package dev.millrace.valuestream;

import java.time.Duration;

/**
 * What may be expected of an item: with that probability it is done within that flow time.
 *
 * @param within the flow time, in calendar time
 * @param percent how many of a hundred items, from 1 to 99
 */
public record ServiceLevel(Duration within, int percent) {

    /** Validates. */
    public ServiceLevel {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a service level expectation needs some time");
        }
        if (percent < 1 || percent > 99) {
            throw new IllegalArgumentException("a service level expectation holds for 1 to 99 percent of the items");
        }
    }
}
