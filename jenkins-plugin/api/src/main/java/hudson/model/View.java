package hudson.model;

import java.util.Collection;
import jenkins.widgets.HasWidgets;

/** Signature only. */
public abstract class View extends AbstractModelObject implements HasWidgets {
    protected View(String name) {}

    public abstract Collection<TopLevelItem> getItems();
}
