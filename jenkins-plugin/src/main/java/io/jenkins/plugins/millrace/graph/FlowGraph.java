package io.jenkins.plugins.millrace.graph;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The nodes of one flow graph, as far as they could be read. */
public final class FlowGraph {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** Ids are numbers in the order of creation, so that a node stands after its parents; anything else stands last. */
    private static final Comparator<GraphNode> CREATION = Comparator.comparing(
                    (GraphNode node) -> !NUMBER.matcher(node.id()).matches())
            .thenComparing(node -> NUMBER.matcher(node.id()).matches() ? new BigInteger(node.id()) : BigInteger.ZERO)
            .thenComparing(GraphNode::id);

    private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
    private final List<String> troubles;

    /**
     * A graph of those nodes.
     *
     * @param nodes in any order
     * @param troubles what could not be read and why, in sentences
     */
    public FlowGraph(Collection<GraphNode> nodes, List<String> troubles) {
        nodes.stream().sorted(CREATION).forEach(node -> this.nodes.put(node.id(), node));
        this.troubles = List.copyOf(troubles);
    }

    /** The nodes in order of creation. */
    public Collection<GraphNode> nodes() {
        return nodes.values();
    }

    /** The node of that id, or null if there is none or it could not be read. */
    public @Nullable GraphNode node(@Nullable String id) {
        return id == null ? null : nodes.get(id);
    }

    /** What could not be read and why. */
    public List<String> troubles() {
        return troubles;
    }
}
