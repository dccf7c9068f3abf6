package dev.millrace.metrics.outlook;

/**
 * How the last forecasts of the same kind came out: each was made from what was known at its time, and compared with what came.
 *
 * @param forecasts how many of the last ones ended, at most {@value #MOST}
 * @param held how many of them held what they promised with 85% confidence
 */
public record BackTest(int forecasts, int held) {

    /** So many earlier forecasts are tested, one a week. */
    public static final int MOST = 40;

    /** Fewer than this say nothing of how good a forecast is. */
    public static final int ENOUGH = 20;

    /** A promise of 85% that held in fewer is none. */
    public static final double LEAST = 0.8;

    /** Validates: no more held than were made. */
    public BackTest {
        if (held < 0 || held > forecasts) {
            throw new IllegalArgumentException(held + " of " + forecasts + " forecasts cannot have held");
        }
    }

    /** Whether there are enough of them to say how good a forecast is. */
    public boolean enough() {
        return forecasts >= ENOUGH;
    }

    /** Whether the promise did not hold often enough. */
    public boolean failed() {
        return enough() && held < LEAST * forecasts;
    }
}
