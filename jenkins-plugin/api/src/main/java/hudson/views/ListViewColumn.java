package hudson.views;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/** Signature only. */
public abstract class ListViewColumn implements ExtensionPoint, Describable<ListViewColumn> {
    public ListViewColumn() {}
}
