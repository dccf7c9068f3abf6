package dev.millrace.store;

/**
 * What storing a batch changed.
 *
 * @param newEvents events that were not there before
 * @param revisedEvents events that were there with other content; the old content is kept as retracted
 * @param newSnapshots artifacts that are new or whose fields changed
 * @param otherFacts links, definitions, uses and ledger lines that are new or changed
 * @param retracted facts that are not true any more and that nothing took the place of
 * @param removed artifacts that are known to be gone now and were not before
 */
public record CommitResult(
        int newEvents, int revisedEvents, int newSnapshots, int otherFacts, int retracted, int removed) {

    /** Nothing changed. */
    public static final CommitResult NOTHING = new CommitResult(0, 0, 0, 0);

    /** A result without any retraction. */
    public CommitResult(int newEvents, int revisedEvents, int newSnapshots, int otherFacts) {
        this(newEvents, revisedEvents, newSnapshots, otherFacts, 0);
    }

    /** A result by which no artifact is gone. */
    public CommitResult(int newEvents, int revisedEvents, int newSnapshots, int otherFacts, int retracted) {
        this(newEvents, revisedEvents, newSnapshots, otherFacts, retracted, 0);
    }

    /** Both results together. */
    public CommitResult plus(CommitResult other) {
        return new CommitResult(
                newEvents + other.newEvents,
                revisedEvents + other.revisedEvents,
                newSnapshots + other.newSnapshots,
                otherFacts + other.otherFacts,
                retracted + other.retracted,
                removed + other.removed);
    }

    /** Whether any fact was added or retracted. */
    public boolean changedAnything() {
        return newEvents + revisedEvents + newSnapshots + otherFacts + retracted > 0;
    }
}
