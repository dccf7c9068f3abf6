package dev.millrace.jira;

/** What {@code publish} writes into the issues of a Jira. */
public enum IssueWrites {
    /** Nothing. */
    NONE,
    /** The issue property that the panel reads. */
    PROPERTY,
    /** A link to the item's page in the hub. */
    LINK,
    /** Both. */
    BOTH;

    /** Whether the issue property is written. */
    public boolean property() {
        return this == PROPERTY || this == BOTH;
    }

    /** Whether the link is written. */
    public boolean link() {
        return this == LINK || this == BOTH;
    }
}
