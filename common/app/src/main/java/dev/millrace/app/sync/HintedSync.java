package dev.millrace.app.sync;

import dev.millrace.app.DerivedRows;
import dev.millrace.app.Workspace;
import dev.millrace.collect.BudgetLog;
import dev.millrace.config.MillraceConfig;
import dev.millrace.github.api.GitHubLimits;
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
import dev.millrace.model.ToolInstance;
import dev.millrace.store.CommitResult;
import dev.millrace.store.FlowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Reads what a tool named by webhook, between two syncs. Says nothing of how far the site is collected: if a hint was lost, or names
 * something that cannot be read, the next sync finds what changed.
 */
public final class HintedSync {

    /** How many things are read at once. */
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
     * Reads what was named.
     *
     * @param hints at most {@link #AT_ONCE}, all of one tool
     * @return the issues among them, and their parents
     * @throws dev.millrace.http.HttpException if the tool gave no usable answer
     */
    public Set<ArtifactId> run(MillraceConfig config, List<? extends Hint> hints) {
        List<IssueHint> issues = of(IssueHint.class, hints);
        List<GitHubHint> changes = of(GitHubHint.class, hints);
        try (FlowStore store = workspace.storeToWrite(config);
                OkHttpTransport wire = new OkHttpTransport(workspace.transport(config.network()))) {
            HostBudgets budgets = new HostBudgets();
            Function<HttpTransport, HttpTransport> patient = inner -> patient(inner, budgets);
            try {
                CommitResult result = issues.isEmpty()
                        ? new GitHubHints(store, config, patient.apply(new GitHubLimits(wire))).read(changes)
                        : NamedItems.read(
                                store,
                                new JiraSource(
                                        JiraSettings.of(
                                                site(config, issues.get(0).site())),
                                        patient.apply(wire)),
                                issues.stream().map(HintedSync::named).toList());
                if (result.changedAnything()) {
                    LinkMaking.make(store, workspace.withMessages(message -> {}));
                    DerivedRows.bringUpToDate(store, config.definition(), workspace.withMessages(message -> {}));
                }
            } finally {
                new BudgetLog(store.operations()).keep(budgets);
            }
            // a sync may have stored the change already
            return withParents(store, ids(issues));
        }
    }

    private static <H extends Hint> List<H> of(Class<H> type, List<? extends Hint> hints) {
        return hints.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static JiraSite site(MillraceConfig config, ToolInstance tool) {
        return config.jira().stream()
                .filter(candidate -> candidate.tool().equals(tool))
                .findFirst()
                .orElseThrow();
    }

    private HttpTransport patient(HttpTransport wire, HostBudgets budgets) {
        WaitAllowance allowance =
                new WaitAllowance(LONGEST_WAIT, Sleeper.real(), workspace.clock(), (host, duration, reason) -> {});
        return RetryingTransport.patient(wire, budgets, allowance, workspace.clock(), RandomGenerator.getDefault());
    }

    private static NamedItems.Named named(IssueHint hint) {
        return new NamedItems.Named(ArtifactId.issue(hint.site(), hint.id()), hint.id(), hint.deleted());
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
