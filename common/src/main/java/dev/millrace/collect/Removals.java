package dev.millrace.collect;

import dev.millrace.store.Listing;

/** How much a refresh may find missing before it is more likely that the source hides it. */
public enum Removals {
    /** At most half of what is stored, or a handful. */
    FEW,
    /** Any number: somebody has said that it is right. */
    ANY;

    /** So few may go without a question, however few there are in all. */
    private static final long HANDFUL = 10;

    boolean allow(Listing listing) {
        return this == ANY || listing.unmet() <= HANDFUL || listing.unmet() <= listing.shown() / 2;
    }
}
