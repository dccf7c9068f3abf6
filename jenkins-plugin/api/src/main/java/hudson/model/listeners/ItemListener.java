package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Item;

/** Signature only. */
public class ItemListener implements ExtensionPoint {
    public ItemListener() {}

    public void onLoaded() {}

    public void onCheckDelete(Item item) {}

    public void onDeleted(Item item) {}

    public void onLocationChanged(Item item, String oldFullName, String newFullName) {}

    public void onBeforeShutdown() {}
}
