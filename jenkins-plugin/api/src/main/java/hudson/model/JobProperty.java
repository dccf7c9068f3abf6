package hudson.model;

import hudson.ExtensionPoint;

/** Signature only. */
public abstract class JobProperty<J extends Job<?, ?>>
        implements ReconfigurableDescribable<JobProperty<?>>, ExtensionPoint {
    public JobProperty() {}
}
