package hudson.model;

import hudson.ExtensionPoint;

/** Signature only. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    Job() {
        super("signature only");
    }
}
