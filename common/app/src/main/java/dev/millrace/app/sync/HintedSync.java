package dev.millrace.app.sync;

import dev.millrace.app.DerivedRows;
import dev.millrace.app.Workspace;
import dev.millrace.collect.BudgetLog;
import dev.millrace.collect.SyncKernel;
import dev.millrace.config.MillraceConfig;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.Sleeper;
import dev.millrace.http.WaitAllowance;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSite;
import dev.millrace.jira.JiraSource;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import dev.millrace.store.InventoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Reads the issues that a Jira named, between two syncs. Says nothing of how far the site is collected: if a hint was lost, or names an
 * issue that cannot be read, the next sync finds what changed.
 */
public final class HintedSync {

    /** How many issues are read at once. */
    public static final int AT_ONCE = JiraSource.AT_ONCE;

    /** A hint is about the next minute; whoever has to wait longer reads it with the next sync. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);

    private final Workspace workspace;

    /** In that workspace. */
    public HintedSync(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Reads issues.
     *
     * @param site the Jira that named them
     * @param hints at most {@link #AT_ONCE}, all of that site
     * @return those issues, and their parents
     * @throws dev.millrace.http.HttpException if Jira gave no usable answer
     */
    public Set<ArtifactId> run(MillraceConfig config, JiraSite site, List<IssueHint> hints) {
        try (FlowStore store = workspace.storeToWrite(config);
                OkHttpTransport wire = new OkHttpTransport(workspace.transport(config.network()))) {
            HostBudgets budgets = new HostBudgets();
            try {
                CommitResult result = read(store, new JiraSource(JiraSettings.of(site), patient(wire, budgets)), hints);
                if (result.changedAnything()) {
                    LinkMaking.make(store, workspace.withMessages(message -> {}));
                    DerivedRows.bringUpToDate(store, config.definition(), workspace.withMessages(message -> {}));
                }
            } finally {
                new BudgetLog(store.operations()).keep(budgets);
            }
            // a sync may have stored the change already
            return withParents(store, ids(hints));
        }
    }

    private HttpTransport patient(HttpTransport wire, HostBudgets budgets) {
        WaitAllowance allowance =
                new WaitAllowance(LONGEST_WAIT, Sleeper.real(), workspace.clock(), (host, duration, reason) -> {});
        return RetryingTransport.patient(wire, budgets, allowance, workspace.clock(), RandomGenerator.getDefault());
    }

    private static CommitResult read(FlowStore store, JiraSource source, List<IssueHint> hints) {
        Set<ArtifactId> known = new HashSet<>();
        store.histories(ids(hints), EVERYTHING).forEach(history -> known.add(history.artifact()));
        List<InventoryEntry> stored = new ArrayList<>();
        List<InventoryEntry> unknown = new ArrayList<>();
        Set<ArtifactId> deleted = new HashSet<>();
        for (IssueHint hint : hints) {
            ArtifactId issue = ArtifactId.issue(hint.site(), hint.id());
            (known.contains(issue) ? stored : unknown).add(new InventoryEntry(issue, hint.id()));
            if (hint.deleted()) {
                deleted.add(issue);
            }
        }
        return new SyncKernel(store).visitNamed(source, stored, unknown, deleted);
    }

    private static List<ArtifactId> ids(List<IssueHint> hints) {
        return hints.stream()
                .map(hint -> ArtifactId.issue(hint.site(), hint.id()))
                .toList();
    }

    /** A sub-task shows in its parent. */
    private static Set<ArtifactId> withParents(FlowStore store, List<ArtifactId> issues) {
        Set<ArtifactId> all = new LinkedHashSet<>(issues);
        for (ArtifactHistory history : store.histories(issues, EVERYTHING)) {
            ArtifactId parent = history.snapshot().parent();
            if (parent != null) {
                all.add(parent);
            }
        }
        return all;
    }
}
