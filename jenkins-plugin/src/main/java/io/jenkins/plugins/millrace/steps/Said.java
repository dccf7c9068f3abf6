package io.jenkins.plugins.millrace.steps;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.jspecify.annotations.Nullable;

/** What the two steps have in common: short texts, and one note on the step's flow node. */
final class Said {

    /** What they need around them. */
    static final Set<Class<?>> CONTEXT = Set.of(FlowNode.class);

    private static final int LONGEST = 500;

    private Said() {}

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
    static StepExecution note(StepContext context, SaidAction said) {
        return StepExecutions.synchronous(context, in -> keep(in, said));
    }

    private static @Nullable Object keep(StepContext context, SaidAction said)
            throws IOException, InterruptedException {
        Objects.requireNonNull(context.get(FlowNode.class), "flow node").addAction(said);
        return null;
    }
}
