package dev.millrace.valuestream;

import java.util.Objects;

/**
 * An origin and what told it.
 *
 * @param origin by whom it was written
 * @param signal what told it
 * @param rule the pattern of the rule that decided; empty where none did
 */
public record OriginEvidence(Origin origin, OriginSignal signal, String rule) {

    /** Nothing tells. */
    public static final OriginEvidence NONE = new OriginEvidence(Origin.UNKNOWN, OriginSignal.NONE, "");

    /** Validates. */
    public OriginEvidence {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(rule, "rule");
    }

    /** The same evidence for another origin. */
    public OriginEvidence of(Origin other) {
        return new OriginEvidence(other, signal, rule);
    }
}
