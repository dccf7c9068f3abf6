package dev.millrace.store;

/**
 * Everything Millrace knows, as append-only facts. Nothing is ever overwritten: a fact that reads differently later is added,
 * and the earlier one is marked as retracted from then on. All methods throw {@link StoreException} if the store cannot be
 * read or written.
 *
 * <p>This is what is opened and closed; who is handed it asks for the role it needs: {@link KnownFacts}, {@link FactSink},
 * {@link SyncStore}, {@link FactChanges}, {@link Operations}, {@link Retention}.
 *
 * <p>Implementations are held to one contract test. One instance may be used by one thread at a time; several processes may
 * read one store while one writes it. A consumer may use the store it is called from.
 */
public interface FlowStore extends SyncStore, KnownFacts, Renaming, AutoCloseable {

    /**
     * Sees to it that facts can be stored, before work is done for them: that the key of the store's pseudonyms is there. Makes one for a
     * store that has none yet.
     */
    void prepareToStore();

    /** What is kept for how long; nothing is removed by itself. */
    Retention retention();

    /** What is kept about the running of Millrace itself; used by the same thread, and closed with the store. */
    Operations operations();

    /** What changed since something was computed from the facts; used by the same thread. */
    FactChanges changes();

    /** What follows from the facts, as rows; used by the same thread. */
    DerivedStore derived();

    /** What artifacts are called and what they name; used by the same thread. */
    LinkNames linkNames();

    @Override
    void close();
}
