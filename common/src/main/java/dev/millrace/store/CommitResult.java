package dev.millrace.store;

/**
 * What storing a batch changed.
 *
 * @param newEvents events that were not there before
 * @param revisedEvents events that were there with other content; the old content is kept as retracted
 * @param newSnapshots artifacts that are new or whose fields changed
 * @param otherFacts links, definitions, uses and ledger lines that are new or changed
 */
public record CommitResult(int newEvents, int revisedEvents, int newSnapshots, int otherFacts) {

    /** Nothing changed. */
    public static final CommitResult NOTHING = new CommitResult(0, 0, 0, 0);

    /** Both results together. */
    public CommitResult plus(CommitResult other) {
        return new CommitResult(
                newEvents + other.newEvents,
                revisedEvents + other.revisedEvents,
                newSnapshots + other.newSnapshots,
                otherFacts + other.otherFacts);
    }

    /** Whether any fact was added. */
    public boolean changedAnything() {
        return newEvents + revisedEvents + newSnapshots + otherFacts > 0;
    }
}
