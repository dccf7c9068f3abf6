package org.jenkinsci.plugins.workflow.steps;

/** Signature only. */
public class StepExecutions {
    private StepExecutions() {}

    public static StepExecution synchronous(StepContext context, SynchronousBody body) {
        throw new UnsupportedOperationException();
    }

    /** Signature only. */
    public interface SynchronousBody {
        Object call(StepContext context) throws Exception;
    }
}
