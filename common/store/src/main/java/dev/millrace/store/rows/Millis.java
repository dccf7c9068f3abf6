package dev.millrace.store.rows;

import dev.millrace.model.Knowledge;
import dev.millrace.store.StoreException;
import java.time.Instant;

/** Instants as the database holds them: whole milliseconds since 1970 in UTC. */
public final class Millis {

    private Millis() {}

    /** The instant of a fact. */
    public static long of(Instant instant, Object fact) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new StoreException(fact + " is dated " + instant + ", which is no date a store can hold", e);
        }
    }

    /** What happened until then, inclusive. */
    public static long asOf(Knowledge knowledge) {
        return bound(knowledge.asOf());
    }

    /** What was recorded until then, inclusive. */
    public static long knownAt(Knowledge knowledge) {
        return bound(knowledge.knownAt());
    }

    /** A limit may lie beyond all dates: whoever asks for everything may ask so. */
    private static long bound(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }
}
