package jenkins.metrics.impl;

import hudson.model.Action;

/** Signature only. */
public class TimeInQueueAction implements Action {
    private TimeInQueueAction() {}

    public long getQueuingDurationMillis() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
