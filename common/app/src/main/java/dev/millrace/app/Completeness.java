package dev.millrace.app;

import java.util.Collection;

/** How much of a piece of work was done. Ordered from best to worst. */
public enum Completeness {
    /** All of it. */
    COMPLETE,
    /** It was done, but something is missing; the result says what. */
    INCOMPLETE,
    /** It could not be done. */
    FAILED;

    /** The worst of the parts; complete if there are none. */
    public static Completeness worst(Collection<Completeness> parts) {
        return parts.stream().max(Completeness::compareTo).orElse(COMPLETE);
    }
}
