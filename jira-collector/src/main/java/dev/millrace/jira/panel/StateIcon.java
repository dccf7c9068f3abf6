package dev.millrace.jira.panel;

import dev.millrace.flow.ItemFlow;
import dev.millrace.model.SegmentKind;
import java.net.URI;
import java.util.Locale;

/**
 * The icon of a remote link, which says the state of the issue by its shape, its colour and its title. The hub serves it to everybody: it
 * tells nothing of any issue.
 */
public enum StateIcon {
    /** Not committed to. */
    NOT_STARTED("Not started", "#626f86", "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z"),
    /** Somebody works on it. */
    ACTIVE("Active", "#0c66e4", "M4 2l10 6-10 6z"),
    /** It waits. */
    WAITING("Waiting", "#b65c02", "M3 2h4v12H3zM9 2h4v12H9z"),
    /** Taken back before commitment. */
    PAUSED("Paused", "#626f86", "M2 6h12v4H2z"),
    /** In a state that the definition does not know. */
    UNMAPPED("In an unknown stage", "#626f86", "M6 2h4v7H6zM6 11h4v3H6z"),
    /** Delivered. */
    DONE("Done", "#1f845a", "M1 8l3-3 3 3 6-6 2 3-8 9z"),
    /** Ended without being delivered. */
    CANCELLED("Cancelled", "#626f86", "M2 4l2-2 4 4 4-4 2 2-4 4 4 4-2 2-4-4-4 4-2-2 4-4z");

    private final String title;
    private final String colour;
    private final String shape;

    StateIcon(String title, String colour, String shape) {
        this.title = title;
        this.colour = colour;
        this.shape = shape;
    }

    /** The icon of an item. */
    static StateIcon of(ItemFlow flow) {
        return switch (flow.status()) {
            case DONE -> DONE;
            case CANCELLED -> CANCELLED;
            case NOT_STARTED -> NOT_STARTED;
            case IN_FLOW -> of(flow.segments().get(flow.segments().size() - 1).kind());
        };
    }

    private static StateIcon of(SegmentKind kind) {
        return switch (kind) {
            case NOT_STARTED -> NOT_STARTED;
            case ACTIVE -> ACTIVE;
            case WAITING -> WAITING;
            case PAUSED -> PAUSED;
            case UNMAPPED -> UNMAPPED;
            case DONE, CLOSED_GAP -> DONE;
            case CANCELLED -> CANCELLED;
        };
    }

    /** What people read. */
    public String title() {
        return title;
    }

    /** The path at the hub. */
    public String path() {
        return "/assets/state-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".svg";
    }

    /** The address at that hub. */
    public URI at(URI hub) {
        return URI.create(hub + path());
    }

    /** The drawing, 16 by 16. */
    public String svg() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16\" height=\"16\" viewBox=\"0 0 16 16\"><title>"
                + title + "</title><path fill=\"" + colour + "\" fill-rule=\"evenodd\" d=\"" + shape + "\"/></svg>";
    }
}
