package dev.millrace.flow;

import dev.millrace.model.Workflow;
import java.time.Instant;

/**
 * Decides whether the issues of a workflow usually wait: if most do, one that does not was seen not to wait. Must be the same on every
 * surface, or two pages of an item contradict each other.
 */
@FunctionalInterface
public interface WaitingUse {

    /**
     * Whether most of the issues that were done in the 90 days before had been in one waiting stage, and were so many that one of them does
     * not decide.
     *
     * @param workflow whose issues
     * @param at when the item stopped; items done at that instant do not count, itself included
     * @param asOf the instant of the report
     */
    boolean usual(Workflow workflow, Instant at, Instant asOf);
}
