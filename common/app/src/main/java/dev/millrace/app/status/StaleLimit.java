package dev.millrace.app.status;

import dev.millrace.config.ServeSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old what is known of a source may be: twice as old as the hub's schedule lets it become, and a day where no schedule is known.
 *
 * @param now what time it is
 * @param most the oldest that is not stale
 */
record StaleLimit(Instant now, Duration most) {

    private static final Duration WITHOUT_SCHEDULE = Duration.ofHours(24);
    /** A source that is read every minute sometimes takes longer than two. */
    private static final Duration LEAST = Duration.ofHours(1);

    static StaleLimit of(ServeSettings serve, Instant now) {
        Duration twice = serve.syncEvery().map(every -> every.multipliedBy(2)).orElse(WITHOUT_SCHEDULE);
        return new StaleLimit(now, twice.compareTo(LEAST) < 0 ? LEAST : twice);
    }

    /** Whether what was completely read until then is too old; of what never was the begin of its reading counts. */
    boolean isExceeded(@Nullable Instant readUntil, Instant begun) {
        return Duration.between(readUntil == null ? begun : readUntil, now).compareTo(most) > 0;
    }
}
