package io.jenkins.plugins.millrace.graph;

import dev.millrace.buildcard.DeployRecord;
import dev.millrace.buildcard.Wait;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One node of a flow graph, reduced to the facts that tell stages and their times.
 *
 * @param id unique in the graph
 * @param parents the ids of the nodes before it
 * @param kind whether it opens a block, closes one, or neither
 * @param opens for an END, the id of the START that it closes; null if Jenkins has lost it
 * @param startMillis when it began, epoch milliseconds by the controller's clock; null if nobody noted it
 * @param step the class name of the step it belongs to, or null
 * @param body whether it is the body of a block step and not the step itself
 * @param label the stage's name, if the node is labelled
 * @param branch the branch's name, if the node is a branch of a parallel
 * @param tags the node's tags, empty if none
 * @param error the result that the error on this node stands for ({@code FAILURE}, {@code ABORTED}), or null if it has none
 * @param warning the result of the warning on this node, or null if it has none
 * @param pauses waits for input, as noted on the node
 * @param asked what the step asks for, see {@link Wait#asked}; null if it is not kept
 * @param says what Millrace's own steps noted on the node; null if nothing
 */
public record GraphNode(
        String id,
        List<String> parents,
        Kind kind,
        @Nullable String opens,
        @Nullable Long startMillis,
        @Nullable String step,
        boolean body,
        @Nullable String label,
        @Nullable String branch,
        Map<String, String> tags,
        @Nullable String error,
        @Nullable String warning,
        List<Wait> pauses,
        @Nullable String asked,
        @Nullable Said says) {

    /** What a step of Millrace says of the build. */
    public sealed interface Said {}

    /** That the stage around the step deploys. */
    public record Deploys(DeployRecord deployment) implements Said {}

    /** What the build belongs to. */
    public record Links(List<String> issues, List<String> pullRequests, List<String> artifacts) implements Said {
        /** Copies the lists. */
        public Links {
            issues = List.copyOf(issues);
            pullRequests = List.copyOf(pullRequests);
            artifacts = List.copyOf(artifacts);
        }
    }

    /** What a node does to the nesting of blocks. */
    public enum Kind {
        /** Opens a block. */
        START,
        /** Closes a block. */
        END,
        /** A step without a body. */
        ATOM
    }

    /** A node that asks for nothing and says nothing. */
    public GraphNode(
            String id,
            List<String> parents,
            Kind kind,
            @Nullable String opens,
            @Nullable Long startMillis,
            @Nullable String step,
            boolean body,
            @Nullable String label,
            @Nullable String branch,
            Map<String, String> tags,
            @Nullable String error,
            @Nullable String warning,
            List<Wait> pauses) {
        this(
                id,
                parents,
                kind,
                opens,
                startMillis,
                step,
                body,
                label,
                branch,
                tags,
                error,
                warning,
                pauses,
                null,
                null);
    }

    /** Validates and copies. */
    public GraphNode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        parents = List.copyOf(parents);
        tags = Map.copyOf(tags);
        pauses = List.copyOf(pauses);
    }
}
