package dev.millrace.flow;

import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds changes that revert an earlier one. */
final class Reverts {

    /** The attributes with the hashes and the pull requests that a change says it reverts. */
    private static final List<String> REVERTS = List.of(Attribute.REVERTS, Attribute.REVERTS_PULL_REQUEST);

    /** The titles that git and GitHub give a revert, and what takes a revert back. */
    private static final Pattern TITLE = Pattern.compile("\\G(?:(Revert)|Reapply):? [\"\u201c']");

    private Reverts() {}

    /**
     * Whether it says that it takes something back. What takes a revert back brings the change again, and is work like that: {@code
     * Revert "Revert "X""} and {@code Reapply "X"} are none.
     */
    static boolean isRevert(ArtifactSnapshot change) {
        Matcher title = TITLE.matcher(change.title());
        boolean reverts = false;
        boolean says = false;
        while (title.find()) {
            says = true;
            if (title.group(1) == null) {
                return reverts;
            }
            reverts = !reverts;
        }
        return says
                ? reverts
                : REVERTS.stream()
                        .anyMatch(name -> !change.attributes()
                                .getOrDefault(name, List.of())
                                .isEmpty());
    }
}
