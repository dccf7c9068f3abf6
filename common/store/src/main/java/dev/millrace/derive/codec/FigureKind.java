package dev.millrace.derive.codec;

/** How a figure is written. */
enum FigureKind {
    /** Measured, and what follows from the rest of the flow. */
    DERIVED,
    /** Measured; its value follows. */
    MEASURED,
    /** Open, and what follows from the rest of the flow. */
    OPEN_DERIVED,
    /** Open; its lower bound follows. */
    OPEN,
    /** Unknown; the code of the reason follows, and not its words, which no report prints. */
    UNKNOWN,
    /** Not applicable; as above. */
    NOT_APPLICABLE,
    /** Contradictory; as above. */
    CONTRADICTORY
}
