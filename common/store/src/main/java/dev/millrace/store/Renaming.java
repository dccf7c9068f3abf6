package dev.millrace.store;

import dev.millrace.model.ToolInstance;

/**
 * A name is not identity: what is known of a thing goes on under the name that it has now. Nothing is overwritten; a report with a
 * known-at before the change still sees the earlier name. All methods throw {@link StoreException} if the store cannot be read or
 * written.
 */
public interface Renaming {

    /**
     * Everything that is stored of a repository of that tool belongs to another name from now on: its artifacts with their keys, its
     * states and its lines of the ledger; and so do the builds of any tool that say that they built it. Does nothing if nothing has
     * that name.
     *
     * @param tool the installation the repository belongs to
     * @param from what it is called so far, {@code owner/name}
     * @param to what it is called from now on
     * @return what has changed
     */
    CommitResult renameRepository(ToolInstance tool, String from, String to);

    /**
     * A source goes on under another id: its cursor, what it has shown, its watch list, and what is kept of its last run. Does nothing
     * if there is no such source, or if the other one was read already.
     */
    void renameSource(String from, String to);

    /** A source is read from its beginning by its next run, as one that was never read; what it has shown stays. */
    void forgetPosition(String source);
}
