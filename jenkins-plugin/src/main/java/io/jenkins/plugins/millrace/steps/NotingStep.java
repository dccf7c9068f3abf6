package io.jenkins.plugins.millrace.steps;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.jspecify.annotations.Nullable;

/** What the steps have in common: short texts, one of them an artifact, and one note on the step's flow node. */
abstract class NotingStep extends Step {

    private static final int LONGEST = 500;

    /** What it notes. Throws {@link IllegalArgumentException} if too little was said. */
    abstract SaidAction said();

    /** Without blanks around; null if there is nothing left. */
    static @Nullable String text(String name, @Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    name + " has " + text.length() + " characters; at most " + LONGEST + " are kept");
        }
        return text.isEmpty() ? null : text;
    }

    /** Notes it on the node, and returns at once. */
    @Override
    public StepExecution start(StepContext context) {
        SaidAction said = said();
        return StepExecutions.synchronous(context, in -> keep(in, said));
    }

    private static @Nullable Object keep(StepContext context, SaidAction said)
            throws IOException, InterruptedException {
        Objects.requireNonNull(context.get(FlowNode.class), "flow node").addAction(said);
        return null;
    }

    /** What Pipeline calls such a step. */
    abstract static class Named extends StepDescriptor {

        private final String function;
        private final String title;

        Named(String function, String title) {
            this.function = function;
            this.title = title;
        }

        @Override
        public String getFunctionName() {
            return function;
        }

        @Override
        public String getDisplayName() {
            return title;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(FlowNode.class);
        }
    }
}
