package dev.millrace.store;

/**
 * How far a complete listing of a source is: reading everything again, to find what is not there any more.
 *
 * @param shown how many artifacts the source has shown at any time and that are not known to be gone
 * @param unmet how many of them it has not shown since the listing began
 */
public record Listing(long shown, long unmet) {

    /** Validates. */
    public Listing {
        if (unmet < 0 || unmet > shown) {
            throw new IllegalArgumentException(unmet + " of " + shown + " artifacts cannot be unmet");
        }
    }
}
