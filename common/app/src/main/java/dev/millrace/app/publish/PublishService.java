package dev.millrace.app.publish;

import dev.millrace.app.UserError;
import dev.millrace.app.Workspace;
import dev.millrace.app.item.ItemService;
import dev.millrace.app.report.Outlook;
import dev.millrace.app.report.ReportAnswer;
import dev.millrace.app.report.ReportService;
import dev.millrace.app.report.ReportWindow;
import dev.millrace.app.report.StreamChoice;
import dev.millrace.collect.BudgetLog;
import dev.millrace.config.MillraceConfig;
import dev.millrace.config.PublishSettings;
import dev.millrace.files.OutputFile;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.jira.IssueWrites;
import dev.millrace.jira.JiraSite;
import dev.millrace.jira.panel.IssueNumber;
import dev.millrace.jira.panel.IssueProperty;
import dev.millrace.jira.panel.IssueStanding;
import dev.millrace.jira.panel.PanelContext;
import dev.millrace.jira.panel.ProjectProperty;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import dev.millrace.view.ReportView;
import dev.millrace.view.item.ItemView;
import dev.millrace.view.page.ReportPage;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows in other tools what the configuration names, and writes only what differs from what was written last. */
public final class PublishService {

    /** The note of an issue holds the digests of what was written into it last. */
    private static final String TOPIC = "published";

    /** The same of a project, by its tool and key. */
    private static final String PROJECTS = "published-project";

    private final Workspace workspace;
    private final boolean dryRun;

    /** In that workspace; a dry run writes nothing. */
    public PublishService(Workspace workspace, boolean dryRun) {
        this.workspace = workspace;
        this.dryRun = dryRun;
    }

    /** Writes what differs from what was written last. */
    public PublishOutcome run(MillraceConfig config) {
        PublishSettings publish = config.publish();
        check(config);
        try (FlowStore store = open(config)) {
            Knowledge knowledge = knowledge(store);
            List<PublishOutcome.Site> sites = publish.writesIssues() ? sites(config, store, knowledge) : List.of();
            Optional<Path> report = publish.report();
            report.filter(file -> !dryRun).ifPresent(file -> report(config, store, knowledge, file));
            return new PublishOutcome(dryRun, sites, report.map(Path::toString).orElse(null));
        }
    }

    /**
     * Writes into the items that those issues belong to what differs from what was written last; nothing for projects, and no report.
     * Does nothing if no Jira is written into.
     */
    public PublishOutcome run(MillraceConfig config, Set<ArtifactId> issues) {
        if (!config.publish().writesIssues() || issues.isEmpty()) {
            return new PublishOutcome(dryRun, List.of(), null);
        }
        try (FlowStore store = open(config)) {
            Knowledge knowledge = knowledge(store);
            Pending pending = new Pending(config, store, knowledge);
            ItemService items = new ItemService(store, knowledge, workspace.messages(), config.definition());
            Set<ArtifactId> done = new HashSet<>();
            for (ArtifactId issue : issues) {
                items.viewOf(issue, config.zone())
                        .filter(view -> done.add(view.current().item().artifact()))
                        .ifPresent(pending::add);
            }
            return new PublishOutcome(dryRun, write(config, store, pending.bySite(), Map.of()), null);
        }
    }

    /**
     * Removes from the configured Jiras all that earlier publishes wrote there, whatever is configured to be published now.
     *
     * @throws UserError if no Jira is configured
     */
    public PublishOutcome remove(MillraceConfig config) {
        if (config.jira().isEmpty()) {
            throw UserError.usage("no jira is configured: add the Jira from which to remove what was published");
        }
        workspace.storeToRead(config).close(); // one that is not there is not made
        try (FlowStore store = dryRun ? workspace.storeToRead(config) : workspace.storeToWrite(config)) {
            Map<ToolInstance, List<PublishedIssue>> published = PublishedIssue.of(store, TOPIC, knowledge(store));
            List<PublishOutcome.Site> sites = new ArrayList<>();
            HostBudgets budgets = new HostBudgets();
            try (OkHttpTransport wire = new OkHttpTransport(workspace.transport(config.network()))) {
                for (JiraSite site : config.jira()) {
                    List<PublishedIssue> issues = published.getOrDefault(site.tool(), List.of());
                    SitePublisher publisher = new SitePublisher(workspace, store.operations(), TOPIC, PROJECTS);
                    PublishOutcome.Site cleared = dryRun
                            ? PublishedIssue.outcome(site.tool(), issues, issues, List.of(), null)
                            : publisher.remove(site, issues, wire, budgets);
                    sites.add(
                            cleared.failure() != null
                                    ? cleared
                                    : publisher.removeProjects(site, cleared, dryRun, wire, budgets));
                }
            }
            return new PublishOutcome(dryRun, sites, null);
        }
    }

    /** What was written into a Jira is kept, so a store that can only be read is refused before anything is written. */
    private FlowStore open(MillraceConfig config) {
        if (!dryRun && config.publish().writesIssues()) {
            workspace.storeToRead(config).close(); // one that is not there is not made
            return workspace.storeToWrite(config);
        }
        return workspace.storeToRead(config);
    }

    /** Throws if there is nothing to do, which is more likely a mistake than what somebody wants. */
    public static void check(MillraceConfig config) {
        PublishSettings publish = config.publish();
        if (publish.writesIssues() && config.jira().isEmpty()) {
            throw UserError.usage("publish writes into Jira issues, and no jira is configured: add jira, or "
                    + "remove publish.jira and publish.fields");
        }
        if (!publish.writesIssues() && publish.report().isEmpty()) {
            throw UserError.usage("nothing is configured to be published: add publish: {jira: property} or publish: "
                    + "{report: report.html} to the configuration, see docs/configuration.md");
        }
    }

    private Knowledge knowledge(KnownFacts store) {
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        return new Knowledge(now, store.lastRecordedAt().filter(now::isBefore).orElse(now));
    }

    private List<PublishOutcome.Site> sites(MillraceConfig config, FlowStore store, Knowledge knowledge) {
        ProjectDrafts drafts = config.publish().projects() ? new ProjectDrafts() : null;
        Map<ToolInstance, PendingWrites> pending = pending(config, store, knowledge, drafts);
        Map<ToolInstance, Map<String, ProjectProperty>> projects =
                drafts == null ? Map.of() : drafts.properties(config, store, knowledge);
        return write(config, store, pending, projects);
    }

    private List<PublishOutcome.Site> write(
            MillraceConfig config,
            FlowStore store,
            Map<ToolInstance, PendingWrites> pending,
            Map<ToolInstance, Map<String, ProjectProperty>> projects) {
        List<PublishOutcome.Site> sites = new ArrayList<>();
        HostBudgets budgets = new HostBudgets();
        try (OkHttpTransport wire = new OkHttpTransport(workspace.transport(config.network()))) {
            for (JiraSite site : config.jira()) {
                PendingWrites work = pending.getOrDefault(site.tool(), new PendingWrites());
                SitePublisher publisher = new SitePublisher(workspace, store.operations(), TOPIC, PROJECTS);
                PublishOutcome.Site issues = dryRun
                        ? work.outcome(site.tool(), work.keys(), List.of(), null, 0)
                        : publisher.write(site, work, wire, budgets);
                Map<String, ProjectProperty> ofSite = projects.getOrDefault(site.tool(), Map.of());
                sites.add(
                        ofSite.isEmpty() || issues.failure() != null
                                ? issues
                                : publisher.projects(site, ofSite, issues, dryRun, wire, budgets));
            }
        } finally {
            new BudgetLog(store.operations()).keep(budgets);
        }
        return sites;
    }

    /** What is to be written, in memory until the reading has ended: the store must not be read for as long as Jira takes. */
    private Map<ToolInstance, PendingWrites> pending(
            MillraceConfig config, FlowStore store, Knowledge knowledge, @Nullable ProjectDrafts projects) {
        Set<ToolInstance> wanted = new HashSet<>();
        config.jira().forEach(site -> wanted.add(site.tool()));
        Pending pending = new Pending(config, store, knowledge);
        ItemService items = new ItemService(store, knowledge, workspace.messages(), config.definition());
        items.forEach(item -> isOf(wanted, item.item().artifact()), config.zone(), view -> {
            if (projects != null) {
                projects.add(view);
            }
            pending.add(view);
        });
        return pending.bySite();
    }

    /** Gathers the items whose issues are to show something else than what was written last. */
    private static final class Pending {
        private final MillraceConfig config;
        private final Map<ToolInstance, PendingWrites> bySite = new HashMap<>();
        private final Map<String, String> marks = new HashMap<>();
        private final Instant oldest;
        private final @Nullable PanelContexts contexts;

        Pending(MillraceConfig config, FlowStore store, Knowledge knowledge) {
            this.config = config;
            store.operations().forEachNote(TOPIC, note -> marks.put(note.name(), note.content()));
            this.oldest =
                    knowledge.asOf().minus(Duration.ofDays(config.publish().days()));
            this.contexts = config.publish().jira().property()
                            || config.publish().numbers().containsKey(IssueNumber.AGE_PERCENTILE)
                    ? new PanelContexts(config, store, knowledge)
                    : null;
        }

        void add(ItemView view) {
            ArtifactId issue = view.current().item().artifact();
            Instant stop = view.current().stop();
            if (stop != null && stop.isBefore(oldest)) {
                return;
            }
            IssueDraft draft = draft(config, view, issue, contexts);
            PendingWrites site = bySite.computeIfAbsent(issue.tool(), tool -> new PendingWrites());
            site.add(draft, draft.mark().equals(marks.get(issue.toString())));
        }

        Map<ToolInstance, PendingWrites> bySite() {
            return bySite;
        }
    }

    private static boolean isOf(Set<ToolInstance> sites, ArtifactId artifact) {
        return artifact.kind() == ArtifactKind.ISSUE && sites.contains(artifact.tool());
    }

    private static IssueDraft draft(
            MillraceConfig config, ItemView view, ArtifactId issue, @Nullable PanelContexts contexts) {
        String key = view.current().item().key();
        PanelContext context = contexts == null ? PanelContext.NONE : contexts.of(view);
        IssueWrites jira = config.publish().jira();
        URI hub = config.serve().url().orElse(null);
        SortedMap<String, Optional<BigDecimal>> numbers = new TreeMap<>();
        config.publish().numbers().forEach((number, field) -> numbers.put(field, number.of(view, context.usual())));
        return new IssueDraft(
                issue,
                key,
                view.current().item().project(),
                jira.property() ? IssueProperty.of(view, context) : null,
                jira.link() ? hub : null,
                IssueStanding.of(view, context.usual()),
                jira.property() ? config.publish().forgeApp().orElse(null) : null,
                numbers);
    }

    private void report(MillraceConfig config, FlowStore store, Knowledge knowledge, Path file) {
        StreamChoice chosen = StreamChoice.ofParameters(
                config.definition(), config.publish().stream(), Optional.empty(), Optional.empty());
        ReportAnswer made = new ReportService(store, config.zone(), knowledge, chosen, ItemFilter.all())
                .withItems(true)
                .run(ReportWindow.ofDays(config.publish().days()), Outlook.usual(Optional.empty()), null);
        String page = ReportPage.html(
                ReportView.of(made.flow(), made.extras()), Objects.requireNonNull(made.listing(), "listing"));
        OutputFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }
}
