package dev.millrace.store;

import java.util.Objects;

/**
 * What the derived rows follow from.
 *
 * @param revision raised by every transaction that changes them
 * @param fingerprint everything but the facts: the definition and the program
 * @param mark where the facts stood
 */
public record DerivedState(long revision, String fingerprint, FactMark mark) {

    /** Validates. */
    public DerivedState {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(mark, "mark");
    }
}
