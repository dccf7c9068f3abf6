package dev.millrace.collect;

import dev.millrace.store.Listing;

/** How much a refresh or a sweep may find missing before it is more likely that the source hides it. */
public enum Removals {
    /** At most half of what is stored and no whole project, or a handful. */
    FEW,
    /** Any number: somebody has said that it is right. */
    ANY;

    private static final int NAMED = 3;

    boolean allow(Listing listing) {
        return this == ANY
                || listing.unmet() <= Listing.HANDFUL
                || (listing.unmet() <= listing.shown() / 2 && listing.vanished().isEmpty());
    }

    /** What is missing and what to do, for a listing that is not allowed. */
    static String missing(Listing listing) {
        String projects = listing.vanished().isEmpty()
                ? ""
                : ", and nothing at all of "
                        + String.join(
                                ", ",
                                listing.vanished()
                                        .subList(
                                                0,
                                                Math.min(
                                                        NAMED,
                                                        listing.vanished().size())))
                        + (listing.vanished().size() > NAMED
                                ? " and " + (listing.vanished().size() - NAMED) + " more projects"
                                : "");
        return "the source does not show " + listing.unmet() + " of " + listing.shown() + " stored items" + projects
                + ". The token probably lost a permission, so nothing was retracted: check what it may see, and try"
                + " again. Pass --accept-removals if the removal is intended";
    }
}
