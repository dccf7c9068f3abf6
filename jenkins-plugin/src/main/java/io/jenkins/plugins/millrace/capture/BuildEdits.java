package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Run;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;

/** Hears of builds that are saved: after their end that is how people change description and display name. */
@Extension
public final class BuildEdits extends SaveableListener {

    /** By Jenkins, on whatever thread saves. */
    @Override
    public void onChange(Saveable saved, XmlFile file) {
        if (saved instanceof Run<?, ?> run) {
            ExtensionList.lookupSingleton(CaptureListener.class).onSaved(run);
        }
    }
}
