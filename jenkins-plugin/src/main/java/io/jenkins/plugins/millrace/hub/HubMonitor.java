package io.jenkins.plugins.millrace.hub;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;

/** Tells administrators that builds wait for the hub, or that some never came there; its view is {@code message.jelly}. */
@Extension
public final class HubMonitor extends AdministrativeMonitor {

    @Override
    public boolean isActivated() {
        return configuration().outbox().inTrouble();
    }

    @Override
    public String getDisplayName() {
        return "Millrace: builds that are not in the hub";
    }

    /** How many wait, and how many will never come. */
    public String getState() {
        return configuration().getState();
    }

    /** Where rejected and damaged messages are; empty if there are none. */
    public String getAside() {
        return configuration().outbox().aside();
    }

    /** Why the last attempt failed; empty if it did not. Hostile text. */
    public String getTrouble() {
        return configuration().getTrouble();
    }

    private static HubConfiguration configuration() {
        return ExtensionList.lookupSingleton(HubConfiguration.class);
    }
}
