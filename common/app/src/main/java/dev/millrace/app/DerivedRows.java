package dev.millrace.app;

import dev.millrace.derive.Derivation;
import dev.millrace.store.FlowStore;
import dev.millrace.valuestream.Definition;

/** Derives rows after facts were added, so that the first question does not have to. */
public final class DerivedRows {

    private DerivedRows() {}

    /** Brings them up to date; a small store has none. */
    public static void bringUpToDate(FlowStore store, Definition definition, Workspace workspace) {
        Derivation derivation = new Derivation(store, definition);
        if (derivation.keepsRows()) {
            if (!derivation.isSmall()) {
                workspace.say(
                        "deriving flows from what is stored; the first time takes about a minute for 3 million events");
            }
            derivation.bringUpToDate(workspace.clock().instant());
        }
    }
}
