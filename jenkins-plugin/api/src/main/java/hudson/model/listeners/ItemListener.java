package hudson.model.listeners;

import hudson.ExtensionPoint;

/** Signature only. */
public class ItemListener implements ExtensionPoint {
    public ItemListener() {}

    public void onLoaded() {}

    public void onBeforeShutdown() {}
}
