package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;

/** Tells administrators on Jenkins' own pages that records are missing; its view is {@code message.jelly}. */
@Extension
public final class CaptureMonitor extends AdministrativeMonitor {

    @Override
    public boolean isActivated() {
        return getCount() > 0;
    }

    @Override
    public String getDisplayName() {
        return "Millrace: builds without a record";
    }

    /** How many records could not be kept since Jenkins started. */
    public int getCount() {
        return ExtensionList.lookupSingleton(CaptureListener.class).troubles().count();
    }

    /** The latest of them; hostile text. */
    public String getLast() {
        return ExtensionList.lookupSingleton(CaptureListener.class).troubles().last();
    }
}
