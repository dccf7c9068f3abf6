package org.jenkinsci.plugins.workflow.steps;

import java.io.IOException;
import java.io.Serializable;

/** Signature only. */
public abstract class StepContext implements Serializable {
    public StepContext() {}

    public abstract <T> T get(Class<T> key) throws IOException, InterruptedException;
}
