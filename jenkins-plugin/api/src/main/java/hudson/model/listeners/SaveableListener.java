package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.XmlFile;
import hudson.model.Saveable;

/** Signature only. */
public abstract class SaveableListener implements ExtensionPoint {
    public SaveableListener() {}

    public void onChange(Saveable saved, XmlFile file) {}
}
