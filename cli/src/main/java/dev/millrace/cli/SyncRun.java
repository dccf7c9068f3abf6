package dev.millrace.cli;

import dev.millrace.chain.UnreadDeployments;
import dev.millrace.collect.BudgetLog;
import dev.millrace.config.MillraceConfig;
import dev.millrace.github.GitHubCollector;
import dev.millrace.github.GitHubLimits;
import dev.millrace.github.GitHubSettings;
import dev.millrace.github.GitHubSite;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSite;
import dev.millrace.jira.JiraSource;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects from every configured site, one after the other, and links what belongs together. */
final class SyncRun {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    private final Session session;
    private final SyncExtent extent;

    SyncRun(Session session, SyncExtent extent) {
        this.session = session;
        this.extent = extent;
    }

    /** Throws if there is nothing to collect from. */
    static void check(Session session, MillraceConfig config) {
        if (!config.collects()) {
            Path file = session.fileIfAny();
            throw CommandFailure.usage((file == null ? "the configuration" : file)
                    + " names nothing to collect from: sync needs jira (a list, such as"
                    + " \"- url: https://jira.example.org\") or github (a list, such as"
                    + " \"- repositories: [owner/name]\"). What builds post to the hub needs no sync.");
        }
    }

    SyncOutcome run(MillraceConfig config) {
        try (FlowStore store = session.storeToWrite(config);
                OkHttpTransport wire = new OkHttpTransport(session.wire(config.network()))) {
            List<SourceResult> sources = collect(config, wire, store);
            Coverages.note(store, session.surroundings().clock(), sources);
            return new SyncOutcome(sources, Links.make(store, session.console()));
        }
    }

    private List<SourceResult> collect(MillraceConfig config, HttpTransport wire, FlowStore store) {
        HostBudgets budgets = new HostBudgets();
        try {
            return collect(config, wire, store, budgets);
        } finally {
            new BudgetLog(store.operations()).keep(budgets);
        }
    }

    private List<SourceResult> collect(
            MillraceConfig config, HttpTransport wire, FlowStore store, HostBudgets budgets) {
        List<SourceResult> results = new ArrayList<>();
        for (JiraSite site : config.jira()) {
            SiteRun run = new SiteRun(session, extent, wire, budgets, store);
            run.collect(List.of(new JiraSource(JiraSettings.of(site), run.transport())));
            results.addAll(run.results());
        }
        for (GitHubSite site : config.github()) {
            SiteRun run = new SiteRun(session, extent, new GitHubLimits(wire), budgets, store);
            collect(site, run, config, store);
            results.addAll(run.results());
        }
        return results;
    }

    private void collect(GitHubSite site, SiteRun run, MillraceConfig config, FlowStore store) {
        GitHubCollector collector = new GitHubCollector(GitHubSettings.of(site), run.transport());
        RepositoryNames names = new RepositoryNames(store, site.tool(), collector, session.console());
        Set<String> seen = new HashSet<>();
        List<String> all = new ArrayList<>();
        for (String configured : site.repositories()) {
            List<String> repositories = GitHubSite.isAllOfOwner(configured)
                    ? run.ask(site.tool() + "/" + configured, () -> collector.repositories(configured))
                            .orElse(List.of())
                    : List.of(configured);
            for (String repository : repositories) {
                // owner/* and one of its repositories may both be named
                if (seen.add(repository.toLowerCase(Locale.ROOT))) {
                    if (collect(repository, collector, site, run, names)) {
                        all.add(repository);
                    }
                }
            }
        }
        DeployedRun.collect(
                all, collector, run, new UnreadDeployments(store, EVERYTHING, config.definition(), site.tool()), store);
    }

    /** Says whether it was read: not if it is one that was read under another name. */
    private static boolean collect(
            String repository, GitHubCollector collector, GitHubSite site, SiteRun run, RepositoryNames names) {
        try {
            if (!run.isClosed() && names.isAnother(repository)) {
                return false;
            }
            run.collect(collector.sources(repository));
            return true;
        } catch (HttpException e) {
            run.ask(site.tool() + "/" + repository, () -> {
                throw e;
            });
            return false;
        }
    }
}
