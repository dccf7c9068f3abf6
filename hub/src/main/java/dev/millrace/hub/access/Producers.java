package dev.millrace.hub.access;

import dev.millrace.model.ToolInstance;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Of which tools a token may post facts, so that the token of a build server cannot rewrite what Jira says. Written {@code
 * jenkins:ci} for one installation, {@code jenkins:*} for all of a tool, {@code *:*} for everything.
 *
 * @param patterns as they are written; none allows nothing
 */
public record Producers(SortedSet<String> patterns) {

    private static final Pattern PATTERN =
            Pattern.compile("\\*:\\*|[a-z][a-z0-9-]{0,31}:(\\*|[a-z0-9][a-z0-9._-]{0,63})");

    /** Allows nothing. */
    public static final Producers NONE = new Producers(Collections.emptySortedSet());

    /** Validates. */
    public Producers {
        for (String pattern : patterns) {
            if (!PATTERN.matcher(pattern).matches()) {
                throw new IllegalArgumentException(
                        "a tool is written jenkins:ci (one installation) or jenkins:* (all of them), but not \""
                                + pattern + '"');
            }
        }
        patterns = Collections.unmodifiableSortedSet(new TreeSet<>(patterns));
    }

    /** Those of these patterns. */
    public static Producers of(Collection<String> patterns) {
        return new Producers(new TreeSet<>(patterns));
    }

    /** Whether facts of that tool may be posted. */
    public boolean allow(ToolInstance tool) {
        return patterns.contains(tool.toString()) || patterns.contains(tool.tool() + ":*") || patterns.contains("*:*");
    }

    @Override
    public String toString() {
        return patterns.isEmpty() ? "no tool" : String.join(", ", patterns);
    }
}
