package org.jenkinsci.plugins.workflow.graph;

import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Signature only. */
public interface StepNode {
    StepDescriptor getDescriptor();
}
