package dev.millrace.app.sync;

import dev.millrace.chain.UnreadDeployments;
import dev.millrace.collect.Source;
import dev.millrace.github.DeployedCommits;
import dev.millrace.github.GitHubCollector;
import dev.millrace.store.FlowStore;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Collects what was deployed and lies on no default branch, behind everything else of a site. */
final class DeployedCommitsRun {

    private DeployedCommitsRun() {}

    /** For these repositories; a repository without such deployments causes no request and no output. */
    static void collect(
            List<String> repositories,
            GitHubCollector collector,
            SiteRun run,
            UnreadDeployments unread,
            FlowStore store) {
        for (String repository : repositories) {
            Source source = collector.deployedCommits(repository, new Deployed(repository, unread));
            boolean ever = store.cursor(source.id()).isPresent();
            if (trunkIsRead(source, run)) {
                if (ever || !unread.commits(repository).isEmpty()) {
                    run.collectNews(source);
                }
            } else if (ever) {
                run.leaveOut(source);
            }
        }
    }

    /** Before that, the commits of the default branch are not known. */
    private static boolean trunkIsRead(Source source, SiteRun run) {
        String commits = source.id().replaceFirst("/deployed-commits$", "/commits");
        return run.results().stream().anyMatch(result -> result.source().equals(commits) && result.summary() != null);
    }

    private record Deployed(String repository, UnreadDeployments unread) implements DeployedCommits {

        @Override
        public List<String> uncaptured() {
            return unread.commits(repository);
        }

        @Override
        public Set<String> captured(Collection<String> commits) {
            return unread.captured(commits);
        }
    }
}
