package dev.millrace.store;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a store keeps about the running of Millrace itself: no facts, and no part of any report. Methods throw
 * {@link StoreException} if the store cannot be read or written.
 */
public interface Operations {

    /**
     * Keeps a note; one of the same topic and name is replaced.
     *
     * @param content JSON; never a secret
     */
    void put(String topic, String name, String content);

    /** The note of that topic and name, if there is one. */
    Optional<Note> note(String topic, String name);

    /** Gives every note of a topic in turn, ordered by name. */
    void forEachNote(String topic, Consumer<? super Note> consumer);

    /** Gives where every source stands, ordered by name. */
    void forEachCursor(Consumer<? super CursorPlace> consumer);

    /** How much is stored; counted in the time of one look at each artifact. */
    StoreSize size();
}
