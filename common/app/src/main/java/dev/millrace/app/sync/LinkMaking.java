package dev.millrace.app.sync;

import dev.millrace.app.Workspace;
import dev.millrace.chain.link.KeyLinker;
import dev.millrace.store.FlowStore;

/** LinkMaking what the store holds, after anything was added to it. */
final class LinkMaking {

    private LinkMaking() {}

    /** Makes the links that what is stored implies, and says how many of them are new. */
    static long make(FlowStore store, Workspace workspace) {
        long added = KeyLinker.link(store).otherFacts();
        workspace.say("links: " + added + " new");
        return added;
    }
}
