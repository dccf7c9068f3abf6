package dev.millrace.store;

import java.util.List;

/**
 * How far a complete listing of a source is: reading or listing everything again, to find what is not there any more.
 *
 * @param shown how many artifacts the source has shown at any time and that are not known to be gone
 * @param unmet how many of them it has not shown since the listing began
 * @param vanished the projects of which it has shown more than {@value #HANDFUL} and, since the listing began, none
 */
public record Listing(long shown, long unmet, List<String> vanished) {

    /** So few may go without a question, however few there are in all. */
    public static final long HANDFUL = 10;

    /** Validates. */
    public Listing {
        vanished = List.copyOf(vanished);
        if (unmet < 0 || unmet > shown) {
            throw new IllegalArgumentException(unmet + " of " + shown + " artifacts cannot be unmet");
        }
    }

    /** A listing in which no whole project is missing. */
    public Listing(long shown, long unmet) {
        this(shown, unmet, List.of());
    }
}
