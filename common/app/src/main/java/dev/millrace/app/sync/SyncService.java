package dev.millrace.app.sync;

import dev.millrace.app.DerivedRows;
import dev.millrace.app.UserError;
import dev.millrace.app.Workspace;
import dev.millrace.chain.UnreadDeployments;
import dev.millrace.collect.BudgetLog;
import dev.millrace.config.MillraceConfig;
import dev.millrace.git.GitRepository;
import dev.millrace.git.GitSource;
import dev.millrace.github.GitHubCollector;
import dev.millrace.github.GitHubSettings;
import dev.millrace.github.GitHubSite;
import dev.millrace.github.api.GitHubLimits;
import dev.millrace.http.ComeBackLaterException;
import dev.millrace.http.HostBudgets;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Collects from every configured site, one after the other, and links what belongs together. */
public final class SyncService {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    private final Workspace workspace;
    private final SyncObserver observer;
    private final SyncLimits limits;

    /**
     * A service.
     *
     * @param workspace where configuration and store are
     * @param observer shows how far the sync is
     * @param extent how much is read again
     */
    public SyncService(Workspace workspace, SyncObserver observer, SyncExtent extent) {
        this(workspace, observer, SyncLimits.of(extent));
    }

    /** A service that may stop before the end, or reads something first. */
    public SyncService(Workspace workspace, SyncObserver observer, SyncLimits limits) {
        this.workspace = workspace;
        this.observer = observer;
        this.limits = limits;
    }

    /** Throws if there is nothing to collect from. */
    public static void check(Workspace workspace, MillraceConfig config) {
        if (!config.collects()) {
            Path file = workspace.fileIfAny();
            throw UserError.usage((file == null ? "the configuration" : file)
                    + " names no source: sync needs jira (a list, such as \"- url: "
                    + "https://jira.example.org\"), github (a list, such as \"- repositories: "
                    + "[owner/name]\") or git (a list, such as \"- {path: ../shop.git, name: "
                    + "team/shop}\"). What builds post to the hub needs no sync.");
        }
    }

    /** Reads what is new, links it, and notes until when each source was completely read. */
    public SyncOutcome run(MillraceConfig config) {
        try (FlowStore store = workspace.storeToWrite(config);
                OkHttpTransport wire = new OkHttpTransport(workspace.transport(config.network()))) {
            AtomicLong requests = new AtomicLong();
            List<SourceResult> sources = collect(
                    config,
                    call -> {
                        long sent = requests.incrementAndGet();
                        if (limits.requests().isPresent()
                                && sent > limits.requests().getAsLong()) {
                            requests.decrementAndGet();
                            throw new ComeBackLaterException(
                                    "this run may send " + limits.requests().getAsLong()
                                            + " requests, and has. Run it again; it continues where it stopped.",
                                    workspace.clock().instant());
                        }
                        return wire.send(call);
                    },
                    store);
            Coverages.note(store, workspace.clock(), sources);
            long links = LinkMaking.make(store, workspace);
            DerivedRows.bringUpToDate(store, config.definition(), workspace);
            return new SyncOutcome(sources, links, requests.get());
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
            SiteRun run = new SiteRun(workspace, observer, limits, wire, budgets, store);
            run.collect(List.of(new JiraSource(JiraSettings.of(site), run.transport())));
            results.addAll(run.results());
        }
        for (GitHubSite site : config.github()) {
            SiteRun run = new SiteRun(workspace, observer, limits, new GitHubLimits(wire), budgets, store);
            collect(site, run, config, store);
            results.addAll(run.results());
        }
        for (GitRepository clone : config.git()) {
            SiteRun run = new SiteRun(workspace, observer, limits, wire, budgets, store);
            run.collect(List.of(new GitSource(clone, workspace.clock())));
            results.addAll(run.results());
        }
        return results;
    }

    private void collect(GitHubSite site, SiteRun run, MillraceConfig config, FlowStore store) {
        GitHubCollector collector =
                new GitHubCollector(GitHubSettings.of(site, config.definition().origins()), run.transport());
        List<String> all = new GitHubRun(site, collector, run, limits, workspace, store).collect();
        DeployedCommitsRun.collect(
                all, collector, run, new UnreadDeployments(store, EVERYTHING, config.definition(), site.tool()), store);
    }
}
