package dev.millrace.metrics.outlook;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Weeks to draw from. A week that is drawn goes back twice (a Polya urn): that draws from the Bayesian bootstrap (Rubin 1981), whose
 * runs differ also in how good an average week is, because so few weeks do not say it exactly.
 */
final class Urn {

    private final long[] weeks;
    private final long[] drawn;
    private final SplittableRandom random = new SplittableRandom(Forecast.SEED);
    private int count;

    /** Of which a run draws at most so many. */
    Urn(List<Long> weeks, int most) {
        this.weeks = weeks.stream().mapToLong(Long::longValue).toArray();
        this.drawn = new long[most];
    }

    /** Puts away what the last run added. */
    void begin() {
        count = 0;
    }

    long draw() {
        int ball = random.nextInt(weeks.length + count);
        long done = ball < weeks.length ? weeks[ball] : drawn[ball - weeks.length];
        drawn[count++] = done;
        return done;
    }
}
