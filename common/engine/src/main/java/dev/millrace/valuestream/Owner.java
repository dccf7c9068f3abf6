package dev.millrace.valuestream;

import org.jspecify.annotations.Nullable;

/**
 * Whose an artifact is, as far as the definition says.
 *
 * @param stream the id of the value stream whose scope accepts it; null if none does, or if there is only one
 * @param service the name of its service; null if it is of none
 * @param team the name of the team whose work it is; null if it is no team's
 */
public record Owner(
        @Nullable String stream,
        @Nullable String service,
        @Nullable String team) {

    /** Of an artifact that the definition says nothing of. */
    public static final Owner NOBODY = new Owner(null, null, null);
}
