package dev.millrace.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One installation of a tool: a Jira site, a GitHub server, a Jenkins controller.
 *
 * <p>The id is chosen in the configuration and not derived from the address, so that a site that moves to another host
 * keeps its history.
 *
 * @param tool what the tool is, in lower case ({@code jira}, {@code github}, {@code jenkins}); any other name is kept as it is
 * @param id the name of this installation, unique for the tool
 */
public record ToolInstance(String tool, String id) implements Comparable<ToolInstance> {

    private static final Pattern TOOL = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** Of what is known by its address alone: its artifacts have addresses for ids, and are part of no chain. */
    public static final ToolInstance WEB = new ToolInstance("web", "address");

    /** Validates both parts; see {@link #isValidId}. */
    public ToolInstance {
        Require.matching(tool, TOOL, "tool");
        Require.matching(id, ID, "tool instance id");
    }

    /** A Jira site of that id. */
    public static ToolInstance jira(String id) {
        return new ToolInstance("jira", id);
    }

    /** Whether the text can be an id: lower-case letters, digits, dot, dash and underscore, at most 64, no leading sign. */
    public static boolean isValidId(String text) {
        return ID.matcher(text).matches();
    }

    /** Reads back what {@link #toString} wrote. */
    public static ToolInstance parse(String text) {
        int colon = Objects.requireNonNull(text, "text").indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a tool instance is written tool:id, but this is \"" + text + '"');
        }
        return new ToolInstance(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public int compareTo(ToolInstance other) {
        int byTool = tool.compareTo(other.tool);
        return byTool != 0 ? byTool : id.compareTo(other.id);
    }

    /** The one written form, {@code jira:apache}. */
    @Override
    public String toString() {
        return tool + ':' + id;
    }
}
