package dev.millrace.app.sync;

import dev.millrace.app.Workspace;
import dev.millrace.github.GitHubSite;
import dev.millrace.github.RepositoryPulse;

/** Says before the first run of a large repository how many requests that needs, for the token may have a thousand an hour. */
final class FirstRunCost {

    /** Fewer need no word. */
    private static final long FEW = 200;
    /** Of the token of a workflow, for the whole repository. */
    private static final long AN_HOUR = 1_000;

    private final GitHubSite site;
    private final SyncLimits limits;
    private final Workspace workspace;

    FirstRunCost(GitHubSite site, SyncLimits limits, Workspace workspace) {
        this.site = site;
        this.limits = limits;
        this.workspace = workspace;
    }

    void say(String repository, RepositoryPulse pulse) {
        long requests = pulse.requests(site);
        if (requests >= FEW) {
            workspace.say(repository + " needs about " + requests
                    + " requests to be read completely, workflow runs and deployed branches not counted"
                    + (limits.requests().isPresent()
                            ? "; this run may send " + limits.requests().getAsLong()
                            : requests > AN_HOUR
                                    ? "; the token of a workflow has 1,000 an hour, another one 5,000"
                                    : "")
                    + ". The newest is read first, and a run that stops early is continued by the next one.");
        }
    }
}
