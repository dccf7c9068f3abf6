package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.Wait;
import dev.millrace.document.Formats;
import hudson.model.Action;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.millrace.graph.FlowGraph;
import io.jenkins.plugins.millrace.graph.GraphNode;
import io.jenkins.plugins.millrace.plugins.Plugins;
import io.jenkins.plugins.millrace.steps.SaidAction;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.TagsAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.jspecify.annotations.Nullable;

/** Reads the flow graph of a Pipeline build, running or finished. Needs the Pipeline plugins; see {@link Plugins}. */
final class PipelineGraphs {

    /** What steps ask for, by their class and the name of the argument. */
    private static final Map<String, String> ASKS = Map.of(
            "org.jenkinsci.plugins.workflow.support.steps.ExecutorStep", "label",
            "org.jenkinsci.plugins.workflow.support.steps.input.InputStep", "submitter");

    private static final int ASKED = 200;
    private static final int TROUBLES_TOLD = 5;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    /** Pipeline's first node has the id 2. */
    private static final int FIRST_NODE = 2;

    private final FlowExecution execution;
    private final List<GraphNode> nodes = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> guessed = new HashSet<>();
    private int unread;

    private PipelineGraphs(FlowExecution execution) {
        this.execution = execution;
    }

    /** The graph of that build; empty for a build of another kind, and for a Pipeline that did not get so far as to have one. */
    static Optional<FlowGraph> of(Run<?, ?> run) {
        if (!(run instanceof FlowExecutionOwner.Executable executable)) {
            return Optional.empty();
        }
        FlowExecutionOwner owner = executable.asFlowExecutionOwner();
        if (owner == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(owner.get()));
        } catch (IOException e) {
            // Jenkins' way to say that there is no execution: not started yet, or the script did not compile.
            return Optional.empty();
        }
    }

    static FlowGraph of(FlowExecution execution) {
        return new PipelineGraphs(execution).read();
    }

    /** Walks from the heads back by id, not by node: in a damaged graph ids lead on where parents are null. */
    private FlowGraph read() {
        for (FlowNode head : execution.getCurrentHeads()) {
            open.add(head.getId());
        }
        while (!open.isEmpty()) {
            visit(open.poll());
        }
        if (unread > TROUBLES_TOLD) {
            troubles.add("and " + (unread - TROUBLES_TOLD) + " more nodes that could not be read");
        }
        return new FlowGraph(nodes, troubles);
    }

    private void visit(String id) {
        if (!seen.add(id)) {
            return;
        }
        try {
            FlowNode node = execution.getNode(id);
            if (node != null) {
                GraphNode facts = facts(node);
                nodes.add(facts);
                open.addAll(facts.parents());
                if (facts.opens() != null) {
                    open.add(facts.opens());
                }
                return;
            }
            if (!guessed.contains(id)) {
                trouble(id, "Jenkins has lost it");
            }
        } catch (IOException | RuntimeException e) {
            trouble(id, String.valueOf(e.getMessage()));
        }
        guessBefore(id);
    }

    /** A lost node takes the way to its parents with it. Ids are numbers in order of creation, so that they can be guessed. */
    private void guessBefore(String id) {
        if (NUMBER.matcher(id).matches()) {
            int number = Integer.parseInt(id);
            String before = Integer.toString(number - 1);
            if (number > FIRST_NODE && !seen.contains(before)) {
                guessed.add(before);
                open.add(before);
            }
        }
    }

    private void trouble(String id, String why) {
        unread++;
        if (unread <= TROUBLES_TOLD) {
            troubles.add("flow node " + id + " could not be read: " + why);
        }
    }

    private GraphNode facts(FlowNode node) {
        List<Action> actions = new ArrayList<>(node.getActions());
        @Nullable Long start = null;
        @Nullable String label = null;
        @Nullable String branch = null;
        @Nullable String error = null;
        @Nullable String warning = null;
        boolean body = false;
        Map<String, String> tags = new HashMap<>();
        List<Wait> pauses = new ArrayList<>();
        @Nullable String asked = null;
        GraphNode.@Nullable Said said = null;
        String step = stepOf(node);
        for (Action action : actions) {
            if (action instanceof TimingAction timing) {
                start = known(timing.getStartTime());
            } else if (action instanceof ThreadNameAction thread) {
                branch = thread.getThreadName();
            } else if (action instanceof LabelAction name) {
                label = name.getDisplayName();
            } else if (action instanceof ErrorAction failure) {
                error = resultOf(failure.getError());
            } else if (action instanceof WarningAction caught) {
                warning = text(caught.getResult());
            } else if (action instanceof BodyInvocationAction) {
                body = true;
            } else if (action instanceof TagsAction tagged) {
                tags.putAll(tagged.getTags());
            } else if (action instanceof PauseAction pause) {
                pauses.add(new Wait(Wait.Kind.INPUT, instant(pause.getStartTime()), instant(pause.getEndTime())));
            } else if (action instanceof ArgumentsAction arguments && step != null && ASKS.containsKey(step)) {
                Object value = arguments.getFilteredArguments().get(ASKS.get(step));
                asked = value instanceof String text && !text.isBlank() ? Formats.shorten(text.strip(), ASKED) : null;
            } else if (action instanceof SaidAction note) {
                said = note.said();
            }
        }
        return new GraphNode(
                node.getId(),
                node.getParentIds(),
                kind(node),
                node instanceof BlockEndNode<?> end ? startOf(end) : null,
                start,
                step,
                body,
                label,
                branch,
                tags,
                error,
                warning,
                pauses,
                asked,
                said);
    }

    private static GraphNode.Kind kind(FlowNode node) {
        if (node instanceof BlockStartNode) {
            return GraphNode.Kind.START;
        }
        return node instanceof BlockEndNode ? GraphNode.Kind.END : GraphNode.Kind.ATOM;
    }

    private @Nullable String startOf(BlockEndNode<?> end) {
        try {
            return end.getStartNode().getId();
        } catch (RuntimeException e) {
            // Pipeline throws where the start is among the nodes it lost.
            trouble(end.getId(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable String stepOf(FlowNode node) {
        if (!(node instanceof StepNode step)) {
            return null;
        }
        StepDescriptor descriptor = step.getDescriptor();
        return descriptor == null ? null : descriptor.getId();
    }

    private static String resultOf(@Nullable Throwable error) {
        String result = error instanceof FlowInterruptedException interrupted ? text(interrupted.getResult()) : null;
        return result == null ? "FAILURE" : result;
    }

    private static @Nullable String text(@Nullable Result result) {
        return result == null ? null : result.toString();
    }

    private static @Nullable Long known(long millis) {
        return millis > 0 ? Long.valueOf(millis) : null;
    }

    private static @Nullable Instant instant(long millis) {
        return millis > 0 ? Instant.ofEpochMilli(millis) : null;
    }
}
