package io.jenkins.plugins.millrace.graph;

import dev.millrace.buildcard.DeployRecord;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import io.jenkins.plugins.millrace.graph.GraphNode.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stages out of a flow graph. A stage is the body block of a {@code stage} step or of a branch of a
 * {@code parallel}; it starts and ends with the start and end node of that block.
 */
public final class StageReader {

    private static final String STAGE_STEP = "org.jenkinsci.plugins.workflow.support.steps.StageStep";
    private static final String NODE_STEP = "org.jenkinsci.plugins.workflow.support.steps.ExecutorStep";
    private static final String RETRY_STEP = "org.jenkinsci.plugins.workflow.steps.RetryStep";
    private static final String STATUS_TAG = "STAGE_STATUS";
    private static final String SKIPPED = "SKIPPED_FOR_";
    private static final String SYNTHETIC_TAG = "SYNTHETIC_STAGE";

    private final FlowGraph graph;
    /** From a START to the END that closes it. */
    private final Map<String, GraphNode> ends = new HashMap<>();
    /** From a node to the START of the innermost block it stands in; without an entry it stands in none. */
    private final Map<String, String> blocks = new HashMap<>();
    /** From the START of a {@code node} step to the START of its body, which begins once there is an executor. */
    private final Map<String, GraphNode> bodies = new HashMap<>();

    private final Map<String, List<Wait>> waits = new HashMap<>();
    private final List<Wait> waitsOutside = new ArrayList<>();
    private final Map<String, String> warnings = new HashMap<>();
    private final Map<String, DeployRecord> deployments = new HashMap<>();
    /** The bodies of {@code retry} steps by the step, without the first one; and their number by the stage around. */
    private final Set<String> tried = new HashSet<>();

    private final Map<String, Integer> retries = new HashMap<>();
    private final List<GraphNode.Links> links = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    private StageReader(FlowGraph graph) {
        this.graph = graph;
    }

    /** The stages of that graph. Never fails: what a damaged graph no longer holds is null in the records. */
    public static GraphReading read(FlowGraph graph) {
        StageReader reader = new StageReader(graph);
        reader.nest();
        reader.collect();
        List<StageRecord> stages = new ArrayList<>();
        for (GraphNode node : graph.nodes()) {
            if (isStage(node)) {
                stages.add(reader.stage(node));
            }
        }
        reader.troubles.addAll(graph.troubles());
        return new GraphReading(stages, reader.waitsOutside, reader.links, reader.troubles);
    }

    private static boolean isStage(GraphNode node) {
        return node.kind() == Kind.START && (node.branch() != null || (node.body() && STAGE_STEP.equals(node.step())));
    }

    private void nest() {
        // In order of creation a node stands after its parents, so that their blocks are known when it is reached. A
        // parent
        // that comes later is none: a damaged graph could otherwise make a block its own parent.
        Set<String> before = new HashSet<>();
        for (GraphNode node : graph.nodes()) {
            String block;
            if (node.kind() == Kind.END) {
                if (node.opens() != null) {
                    ends.put(node.opens(), node);
                }
                block = node.opens() == null ? null : blocks.get(node.opens());
            } else {
                String parent = node.parents().isEmpty() ? null : node.parents().get(0);
                block = before.contains(parent) ? blockAfter(graph.node(parent)) : null;
            }
            before.add(node.id());
            if (block != null) {
                blocks.put(node.id(), block);
            }
            GraphNode outer = graph.node(block);
            if (isStepOf(node, NODE_STEP)
                    && node.body()
                    && outer != null
                    && isStepOf(outer, NODE_STEP)
                    && !outer.body()) {
                bodies.putIfAbsent(outer.id(), node);
            }
        }
    }

    private @Nullable String blockAfter(@Nullable GraphNode parent) {
        if (parent == null) {
            return null;
        }
        return parent.kind() == Kind.START ? parent.id() : blocks.get(parent.id());
    }

    private static boolean isStepOf(GraphNode node, String step) {
        return node.kind() == Kind.START && step.equals(node.step());
    }

    private void collect() {
        for (GraphNode node : graph.nodes()) {
            String stage = stageAround(node.id());
            if (isStepOf(node, NODE_STEP) && !node.body()) {
                waitsOf(stage).add(agentWait(node));
            }
            node.pauses()
                    .forEach(pause ->
                            waitsOf(stage).add(new Wait(pause.kind(), pause.start(), pause.end(), node.asked())));
            retry(node, stage);
            said(node, stage);
            String warning = node.warning();
            if (warning != null) {
                for (String each = stage; each != null; each = stageAround(each)) {
                    warnings.merge(each, warning, Results::worse);
                }
            }
        }
    }

    /** Each body of a {@code retry} step after the first is one more try. */
    private void retry(GraphNode node, @Nullable String stage) {
        String step = blocks.get(node.id());
        GraphNode outer = graph.node(step);
        if (stage != null
                && step != null
                && outer != null
                && isStepOf(node, RETRY_STEP)
                && node.body()
                && isStepOf(outer, RETRY_STEP)
                && !outer.body()
                && !tried.add(step)) {
            retries.merge(stage, 1, Integer::sum);
        }
    }

    private void said(GraphNode node, @Nullable String stage) {
        GraphNode.Said said = node.says();
        if (said instanceof GraphNode.Links found) {
            links.add(found);
        } else if (said instanceof GraphNode.Deploys deploys) {
            if (stage == null) {
                troubles.add(
                        "millraceDeployment for " + deploys.deployment().environment()
                                + " stands in no stage, whose time and result would be those of the deployment; it is left out");
            } else if (deployments.put(stage, deploys.deployment()) != null) {
                troubles.add("a stage has more than one millraceDeployment; the last one counts: "
                        + deploys.deployment().environment());
            }
        }
    }

    private List<Wait> waitsOf(@Nullable String stage) {
        return stage == null ? waitsOutside : waits.computeIfAbsent(stage, id -> new ArrayList<>());
    }

    /** Until the body begins; a step that ended without a body waited until that end. */
    private Wait agentWait(GraphNode step) {
        GraphNode body = bodies.get(step.id());
        GraphNode until = body != null ? body : ends.get(step.id());
        return new Wait(Wait.Kind.AGENT, start(step), start(until), step.asked());
    }

    private @Nullable String stageAround(String id) {
        String block = blocks.get(id);
        while (block != null && !isStage(Objects.requireNonNull(graph.node(block)))) {
            block = blocks.get(block);
        }
        return block;
    }

    private StageRecord stage(GraphNode node) {
        GraphNode end = ends.get(node.id());
        String status = node.tags().get(STATUS_TAG);
        String skipped = status != null && status.startsWith(SKIPPED) ? status : null;
        boolean branch = node.branch() != null;
        String name = branch ? node.branch() : node.label();
        return new StageRecord(
                node.id(),
                stageAround(node.id()),
                branch ? StageRecord.Kind.BRANCH : StageRecord.Kind.STAGE,
                name == null ? "" : name,
                start(node),
                start(end),
                result(node, end, skipped),
                skipped,
                node.tags().containsKey(SYNTHETIC_TAG),
                waits.getOrDefault(node.id(), List.of()),
                retries.getOrDefault(node.id(), 0),
                deployments.get(node.id()));
    }

    /** The tag comes before the error: a stage skipped after a failure carries the old failure on its end. */
    private @Nullable String result(GraphNode node, @Nullable GraphNode end, @Nullable String skipped) {
        if (end == null) {
            return null;
        }
        if (skipped != null) {
            return Results.NOT_BUILT;
        }
        return end.error() != null ? end.error() : warnings.getOrDefault(node.id(), Results.SUCCESS);
    }

    private static @Nullable Instant start(@Nullable GraphNode node) {
        return node == null || node.startMillis() == null ? null : Instant.ofEpochMilli(node.startMillis());
    }
}
