package dev.millrace.demo.bench;

import dev.millrace.model.NativeState;
import dev.millrace.model.NativeType;
import dev.millrace.model.StateCategory;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.StateUse;
import dev.millrace.model.ToolInstance;
import java.util.List;

/** The states of the tools that the organisation uses. */
final class Workflow {

    static final ToolInstance JIRA = ToolInstance.jira("bench");
    static final ToolInstance GITHUB = new ToolInstance("github", "bench");
    static final ToolInstance JENKINS = new ToolInstance("jenkins", "bench");

    static final NativeState TO_DO = new NativeState("10000", "To Do");
    static final NativeState SELECTED = new NativeState("10001", "Selected for Development");
    static final NativeState IN_PROGRESS = new NativeState("3", "In Progress");
    static final NativeState IN_REVIEW = new NativeState("10002", "In Review");
    static final NativeState READY_FOR_QA = new NativeState("10003", "Ready for QA");
    static final NativeState IN_QA = new NativeState("10004", "In QA");
    static final NativeState DONE = new NativeState("10005", "Done");

    static final NativeType STORY = new NativeType("1", "Story");
    static final NativeType BUG = new NativeType("2", "Bug");
    static final NativeType TASK = new NativeType("3", "Task");
    static final NativeType DEBT = new NativeType("4", "Technical Debt");
    static final NativeType SUB_TASK = new NativeType("5", "Sub-task");

    private static final List<NativeState> BEGUN = List.of(SELECTED, IN_PROGRESS, IN_REVIEW, READY_FOR_QA, IN_QA);

    private Workflow() {}

    /** What Jira says of its states. */
    static void addDefinitions(Facts facts) {
        facts.add(definition(TO_DO, StateCategory.NEW));
        facts.add(definition(DONE, StateCategory.DONE));
        BEGUN.forEach(state -> facts.add(definition(state, StateCategory.INDETERMINATE)));
    }

    /** Every project uses them all. */
    static void addUses(Facts facts, String project) {
        facts.add(new StateUse(JIRA, project, TO_DO));
        facts.add(new StateUse(JIRA, project, DONE));
        BEGUN.forEach(state -> facts.add(new StateUse(JIRA, project, state)));
    }

    /** A state of a tool that knows no ids. */
    static NativeState word(String word) {
        return new NativeState(word, word);
    }

    private static StateDefinition definition(NativeState state, StateCategory category) {
        return new StateDefinition(JIRA, String.valueOf(state.id()), state.name(), category);
    }
}
