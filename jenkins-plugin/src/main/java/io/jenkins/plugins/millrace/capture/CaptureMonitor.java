package io.jenkins.plugins.millrace.capture;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;

/** Tells administrators on Jenkins' own pages that records are missing, or came late; its view is {@code message.jelly}. */
@Extension
public final class CaptureMonitor extends AdministrativeMonitor {

    @Override
    public boolean isActivated() {
        return getCount() > 0 || getMissedCount() > 0;
    }

    @Override
    public String getDisplayName() {
        return "Millrace: builds that were missed";
    }

    /** How many records could not be kept since Jenkins started. */
    public int getCount() {
        return ExtensionList.lookupSingleton(CaptureListener.class).troubles().count();
    }

    /** How many builds ended while nobody listened and were found since Jenkins started. */
    public int getMissedCount() {
        return ExtensionList.lookupSingleton(CaptureListener.class).missed().count();
    }

    /** By job, in sentences; hostile text. */
    public String getMissed() {
        return ExtensionList.lookupSingleton(CaptureListener.class).missed().text();
    }

    /** The latest of them; hostile text. */
    public String getLast() {
        return ExtensionList.lookupSingleton(CaptureListener.class).troubles().last();
    }
}
