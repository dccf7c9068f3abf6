package hudson.widgets;

/** Signature only. */
public abstract class Widget {
    public Widget() {}
}
