package hudson.model;

import hudson.ExtensionPoint;

/** Signature only. */
public abstract class AdministrativeMonitor extends AbstractModelObject implements ExtensionPoint {
    protected AdministrativeMonitor() {}

    public abstract boolean isActivated();

    public String getDisplayName() {
        return null;
    }
}
