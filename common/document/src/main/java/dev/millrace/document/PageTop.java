package dev.millrace.document;

/** What stands above a page that belongs to a site, such as a menu. Its forms lead to the same site only. */
public interface PageTop {

    /** The style sheet of what it writes, added to that of the page. */
    String styleSheet();

    /** Whether the page loads scripts of its site, and they ask that site. */
    default boolean scripted() {
        return false;
    }

    /** Writes what stands first in the body. */
    void write(Markup out);
}
