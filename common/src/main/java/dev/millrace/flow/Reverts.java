package dev.millrace.flow;

import dev.millrace.model.ArtifactSnapshot;
import java.util.List;
import java.util.regex.Pattern;

/** Tells changes that take an earlier one back. */
final class Reverts {

    /** The attribute with the hashes that a commit says it reverts. */
    private static final String REVERTS = "reverts";

    /** The title that git and GitHub give a revert. */
    private static final Pattern TITLE = Pattern.compile("^Revert:? [\"\u201c'].*", Pattern.DOTALL);

    private Reverts() {}

    /** Whether it says that it reverts something. The revert of a revert is one as well: it was done again. */
    static boolean isRevert(ArtifactSnapshot change) {
        return !change.attributes().getOrDefault(REVERTS, List.of()).isEmpty()
                || TITLE.matcher(change.title()).matches();
    }
}
