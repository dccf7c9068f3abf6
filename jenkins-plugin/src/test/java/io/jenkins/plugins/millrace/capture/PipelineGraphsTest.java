package io.jenkins.plugins.millrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.Wait;
import hudson.model.Result;
import io.jenkins.plugins.millrace.RealData;
import io.jenkins.plugins.millrace.graph.FlowGraph;
import io.jenkins.plugins.millrace.graph.GraphNode;
import io.jenkins.plugins.millrace.graph.StageReader;
import io.jenkins.plugins.millrace.graph.StoredGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.TagsAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads flow nodes of Pipeline's own types, filled with what a real Jenkins recorded. */
class PipelineGraphsTest {

    static List<Path> builds() {
        return RealData.named(RealData.folder("jenkins-2.479-scenarios"), "workflow-completed").stream()
                .map(Path::getParent)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("builds")
    void live_nodes_tell_the_same_stages_as_stored_ones(Path build) {
        FlowGraph stored = StoredGraph.read(build);
        FlowGraph live = PipelineGraphs.of(new Execution(stored));
        assertThat(live.troubles()).isEmpty();
        assertThat(live.nodes()).hasSameSizeAs(stored.nodes());
        assertThat(StageReader.read(live)).isEqualTo(StageReader.read(stored));
    }

    @Test
    void nodes_that_jenkins_lost_are_told_and_the_others_read() {
        FlowGraph stored = StoredGraph.read(RealData.folder("jenkins-2.479-scenarios/sequential/1/build-dir"));
        Execution damaged = new Execution(stored);
        damaged.lost.addAll(List.of("13", "17"));
        damaged.unreadable.add("10");
        FlowGraph live = PipelineGraphs.of(damaged);
        assertThat(live.troubles())
                .anyMatch(trouble -> trouble.contains("flow node 17"))
                .anyMatch(trouble -> trouble.contains("disk"));
        assertThat(StageReader.read(live).stages())
                .extracting(StageRecord::name)
                .containsExactly("Checkout", "Test");
    }

    private static final class Execution extends FlowExecution {

        private final Map<String, FlowNode> nodes = new HashMap<>();
        private final Set<String> lost = new HashSet<>();
        private final Set<String> unreadable = new HashSet<>();
        private final String head;

        Execution(FlowGraph graph) {
            List<GraphNode> all = new ArrayList<>(graph.nodes());
            for (GraphNode node : all) {
                FlowNode live = node.kind() == GraphNode.Kind.START
                        ? new Start(this, node)
                        : node.kind() == GraphNode.Kind.END ? new End(this, node) : new Atom(this, node);
                actions(node, live);
                nodes.put(node.id(), live);
            }
            head = all.get(all.size() - 1).id();
        }

        @Override
        public List<FlowNode> getCurrentHeads() {
            return List.of(nodes.get(head));
        }

        @Override
        public FlowNode getNode(String id) throws IOException {
            if (unreadable.contains(id)) {
                throw new IOException("the disk says no");
            }
            return lost.contains(id) ? null : nodes.get(id);
        }

        private static void actions(GraphNode node, FlowNode live) {
            if (node.startMillis() != null) {
                live.addAction(new TimingAction() {
                    @Override
                    public long getStartTime() {
                        return node.startMillis();
                    }
                });
            }
            if (node.body()) {
                live.addAction(new BodyInvocationAction());
            }
            if (node.branch() != null) {
                live.addAction(new Branch(node.branch()));
            } else if (node.label() != null) {
                live.addAction(new LabelAction(node.label()));
            }
            if (node.error() != null) {
                live.addAction(new ErrorAction(
                        node.error().equals("FAILURE")
                                ? new IOException()
                                : new FlowInterruptedException(result(node.error()))));
            }
            if (node.warning() != null) {
                live.addAction(new WarningAction(result(node.warning())));
            }
            if (!node.tags().isEmpty()) {
                live.addAction(new TagsAction() {
                    @Override
                    public Map<String, String> getTags() {
                        return node.tags();
                    }
                });
            }
            for (Wait pause : node.pauses()) {
                live.addAction(new PauseAction("Input") {
                    @Override
                    public long getStartTime() {
                        return pause.start().toEpochMilli();
                    }

                    @Override
                    public long getEndTime() {
                        Instant end = pause.end();
                        return end == null ? 0 : end.toEpochMilli();
                    }
                });
            }
        }

        private static Result result(String name) {
            return name.equals("ABORTED") ? Result.ABORTED : name.equals("FAILURE") ? Result.FAILURE : Result.UNSTABLE;
        }
    }

    /** As Pipeline's own: a branch's action is a label and a thread name at once. */
    private static final class Branch extends LabelAction implements ThreadNameAction {
        private final String name;

        Branch(String name) {
            super("Branch: " + name);
            this.name = name;
        }

        @Override
        public String getThreadName() {
            return name;
        }
    }

    private static StepDescriptor descriptor(GraphNode node) {
        return node.step() == null
                ? null
                : new StepDescriptor() {
                    @Override
                    public String getId() {
                        return node.step();
                    }

                    @Override
                    public String getFunctionName() {
                        return "step";
                    }

                    @Override
                    public Set<? extends Class<?>> getRequiredContext() {
                        return Set.of();
                    }
                };
    }

    private static final class Start extends BlockStartNode implements StepNode {
        private final GraphNode node;

        Start(FlowExecution execution, GraphNode node) {
            super(execution, node.id(), List.of());
            this.node = node;
        }

        @Override
        public List<String> getParentIds() {
            return node.parents();
        }

        @Override
        public StepDescriptor getDescriptor() {
            return descriptor(node);
        }
    }

    private static final class End extends BlockEndNode<BlockStartNode> {
        private final Execution execution;
        private final GraphNode node;

        End(Execution execution, GraphNode node) {
            super(execution, node.id(), null, List.of());
            this.execution = execution;
            this.node = node;
        }

        @Override
        public List<String> getParentIds() {
            return node.parents();
        }

        @Override
        public BlockStartNode getStartNode() {
            try {
                if (execution.getNode(node.opens()) instanceof BlockStartNode start) {
                    return start;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("Matching start node " + node.opens() + " lost from deserialization");
        }
    }

    private static final class Atom extends FlowNode implements StepNode {
        private final GraphNode node;

        Atom(FlowExecution execution, GraphNode node) {
            super(execution, node.id(), List.of());
            this.node = node;
        }

        @Override
        public List<String> getParentIds() {
            return node.parents();
        }

        @Override
        public StepDescriptor getDescriptor() {
            return descriptor(node);
        }
    }
}
