package dev.millrace.chain.graph;

import dev.millrace.chain.compact.StringPool;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ToolInstance;
import java.util.ArrayList;
import java.util.List;

/**
 * Names changes by one number each. The id of a commit is mostly its hash, which has a number among the commits already: then it is
 * named by its tool alone. Not for concurrent use.
 */
public final class SourceIds {

    private final ArtifactNumbers artifacts;
    private final CommitGraph graph;
    private final List<ToolInstance> tools = new ArrayList<>();

    SourceIds(ArtifactNumbers artifacts, CommitGraph graph) {
        this.artifacts = artifacts;
        this.graph = graph;
    }

    /** What names the artifact: its number; of a commit whose id is its hash -1 - the place of its tool. */
    public int name(ArtifactId artifact, int commit) {
        if (artifact.kind() != ArtifactKind.COMMIT
                || commit == StringPool.NONE
                || !graph.sha(commit).equals(artifact.nativeId())) {
            return artifacts.number(artifact);
        }
        if (!tools.contains(artifact.tool())) {
            tools.add(artifact.tool());
        }
        return -1 - tools.indexOf(artifact.tool());
    }

    /** What {@link #name} named so. */
    public ArtifactId artifact(int name, int commit) {
        return name >= 0
                ? artifacts.artifact(name)
                : new ArtifactId(tools.get(-1 - name), ArtifactKind.COMMIT, graph.sha(commit));
    }
}
