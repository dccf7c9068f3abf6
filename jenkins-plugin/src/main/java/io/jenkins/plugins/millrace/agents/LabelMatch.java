package io.jenkins.plugins.millrace.agents;

import java.util.Set;

/** Whether an agent with these labels fits a label expression; Jenkins knows the language of these. */
@FunctionalInterface
interface LabelMatch {

    /** Whether it fits. */
    boolean fits(String expression, Set<String> labels);
}
