package dev.millrace.app.sync;

import java.time.Duration;

/** Adds up how often and how long a run waited for a tool. */
public final class WaitCount {

    private static final long MILLIS_TO_ROUND_UP = 999;
    private static final int SHOW_MINUTES_FROM = 120;

    private int count;
    private Duration total = Duration.ZERO;

    public void add(Duration duration) {
        count++;
        total = total.plus(duration);
    }

    public int count() {
        return count;
    }

    public Duration total() {
        return total;
    }

    /** For people: whole seconds, rounded up, or minutes. */
    public static String words(Duration duration) {
        long seconds = duration.plusMillis(MILLIS_TO_ROUND_UP).toSeconds();
        return seconds < SHOW_MINUTES_FROM
                ? seconds + " s"
                : Duration.ofSeconds(seconds).toMinutes() + " min";
    }
}
