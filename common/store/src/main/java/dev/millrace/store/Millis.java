package dev.millrace.store;

import dev.millrace.model.Knowledge;
import java.time.Instant;

/** Instants as the database holds them: whole milliseconds since 1970 in UTC. */
final class Millis {

    private Millis() {}

    /** The instant of a fact. */
    static long of(Instant instant, Object fact) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new StoreException(fact + " is dated " + instant + ", which is no date a store can hold", e);
        }
    }

    /** What happened until then, inclusive. */
    static long asOf(Knowledge knowledge) {
        return bound(knowledge.asOf());
    }

    /** What was recorded until then, inclusive. */
    static long knownAt(Knowledge knowledge) {
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
