package io.jenkins.plugins.millrace.steps;

import dev.millrace.buildcard.DeployRecord;
import io.jenkins.plugins.millrace.graph.GraphNode;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;
import org.jspecify.annotations.Nullable;

/** Kept on the flow node of one of Millrace's steps: what the step says. Plain fields, since Jenkins stores it with the graph. */
public final class SaidAction implements PersistentAction {

    private final @Nullable String environment;
    private final @Nullable String service;
    private final @Nullable String version;
    private final @Nullable String artifact;
    private final @Nullable String issue;
    private final @Nullable String pullRequest;

    private SaidAction(
            @Nullable String environment,
            @Nullable String service,
            @Nullable String version,
            @Nullable String artifact,
            @Nullable String issue,
            @Nullable String pullRequest) {
        this.environment = environment;
        this.service = service;
        this.version = version;
        this.artifact = artifact;
        this.issue = issue;
        this.pullRequest = pullRequest;
    }

    static SaidAction deployment(
            String environment, @Nullable String service, @Nullable String version, @Nullable String artifact) {
        return new SaidAction(environment, service, version, artifact, null, null);
    }

    static SaidAction link(@Nullable String issue, @Nullable String pullRequest, @Nullable String artifact) {
        return new SaidAction(null, null, null, artifact, issue, pullRequest);
    }

    /** Shown nowhere. */
    @Override
    public @Nullable String getIconFileName() {
        return null;
    }

    @Override
    public @Nullable String getDisplayName() {
        return null;
    }

    @Override
    public @Nullable String getUrlName() {
        return null;
    }

    /** What it says. */
    public GraphNode.Said said() {
        return environment == null
                ? new GraphNode.Links(list(issue), list(pullRequest), list(artifact))
                : new GraphNode.Deploys(new DeployRecord(environment, service, version, artifact));
    }

    private static List<String> list(@Nullable String value) {
        return Stream.ofNullable(value).toList();
    }
}
