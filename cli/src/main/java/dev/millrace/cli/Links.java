package dev.millrace.cli;

import dev.millrace.chain.KeyLinker;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.time.Instant;

/** Links what the store holds, after anything was added to it. */
final class Links {

    private static final Knowledge ALL = new Knowledge(Instant.MAX, Instant.MAX);

    private Links() {}

    /** Makes the links that what is stored implies, and says how many of them are new. */
    static long make(FlowStore store, Console console) {
        long added = KeyLinker.link(store, ALL).otherFacts();
        console.say("links: " + added + " new");
        return added;
    }
}
