package dev.millrace.flow;

import dev.millrace.model.Workflow;
import java.time.Instant;

/**
 * Tells whether the issues of a workflow usually wait: where most do, one that does not was seen not to. Must be the same for whoever
 * computes an item, or two of its pages contradict each other.
 */
@FunctionalInterface
public interface WaitingUse {

    /**
     * Whether most of the issues that were done in the 90 days before had been in one waiting stage, and were so many that one of them does
     * not decide.
     *
     * @param workflow whose issues
     * @param at when the item stopped that is asked for; what is done at that instant does not count, itself included
     * @param asOf the instant of the report
     */
    boolean usual(Workflow workflow, Instant at, Instant asOf);
}
