package dev.millrace.app.publish;

import dev.millrace.app.Workspace;
import dev.millrace.app.sync.WaitCount;
import dev.millrace.collect.SourceException;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.Sleeper;
import dev.millrace.http.WaitAllowance;
import dev.millrace.http.WaitListener;
import dev.millrace.jira.JiraPublisher;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSite;
import dev.millrace.jira.panel.ProjectProperty;
import dev.millrace.jira.panel.StateIcon;
import dev.millrace.store.Operations;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Writes into the issues of one Jira, one after the other, and records each write before the next one: a run that
 * is stopped continues there. A project that rejects writes gets no further ones; a site that rejects the log-in ends the run.
 */
final class SitePublisher {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private final Workspace workspace;
    private final Operations kept;
    private final String topic;
    private final String projectTopic;

    SitePublisher(Workspace workspace, Operations kept, String topic, String projectTopic) {
        this.workspace = workspace;
        this.kept = kept;
        this.topic = topic;
        this.projectTopic = projectTopic;
    }

    PublishOutcome.Site write(JiraSite site, PendingWrites pending, HttpTransport wire, HostBudgets budgets) {
        JiraPublisher publisher = publisher(site, wire, budgets);
        List<String> written = new ArrayList<>();
        Map<String, Long> closedProjects = new HashMap<>();
        List<String> refusals = new ArrayList<>();
        List<IssueDraft> drafts = pending.drafts();
        for (int i = 0; i < drafts.size(); i++) {
            IssueDraft draft = drafts.get(i);
            if (closedProjects.computeIfPresent(draft.project(), (project, skipped) -> skipped + 1) != null) {
                continue;
            }
            try {
                write(publisher, draft);
                written.add(draft.key());
            } catch (HttpStatusException e) {
                if (e.status() == 401 || e.status() == 429 || e.status() >= 500) {
                    return pending.outcome(
                            site.tool(), written, refusals, String.valueOf(e.getMessage()), drafts.size() - (long) i);
                }
                refusals.add(draft.key() + ": " + e.getMessage());
                if (e.status() == 403 || e.status() == 400) { // of a field that is on no screen of the project
                    closedProjects.put(draft.project(), 0L);
                }
            } catch (HttpException | SourceException e) {
                return pending.outcome(
                        site.tool(), written, refusals, String.valueOf(e.getMessage()), drafts.size() - (long) i);
            }
        }
        closedProjects.forEach((project, skipped) -> {
            if (skipped > 0) {
                refusals.add("project " + project + ": " + skipped + " more not tried for the same reason");
            }
        });
        return pending.outcome(site.tool(), written, refusals, null, 0);
    }

    /** Writes the properties of projects that changed; adds that to what became of the issues. */
    PublishOutcome.Site projects(
            JiraSite site,
            Map<String, ProjectProperty> properties,
            PublishOutcome.Site issues,
            boolean dryRun,
            HttpTransport wire,
            HostBudgets budgets) {
        JiraPublisher publisher = dryRun ? null : publisher(site, wire, budgets); // a dry run has no token
        List<String> changed = new ArrayList<>(issues.changed());
        List<String> refusals = new ArrayList<>(issues.refusals());
        long unchanged = issues.unchanged();
        for (Map.Entry<String, ProjectProperty> project : properties.entrySet()) {
            String name = site.tool() + "/" + project.getKey();
            String digest = "\"" + project.getValue().digest() + "\"";
            if (kept.note(projectTopic, name)
                    .filter(note -> note.content().equals(digest))
                    .isPresent()) {
                unchanged++;
                continue;
            }
            try {
                if (publisher != null) {
                    publisher.projectProperty(
                            project.getKey(), project.getValue().json());
                    kept.put(projectTopic, name, digest);
                }
                changed.add("project " + project.getKey());
            } catch (HttpException e) {
                refusals.add("project " + project.getKey() + ": " + e.getMessage());
            }
        }
        return new PublishOutcome.Site(issues.tool(), changed, unchanged, issues.left(), refusals, issues.failure());
    }

    /** Removes the properties of the projects of a site; adds that to what became of the issues. */
    PublishOutcome.Site removeProjects(
            JiraSite site, PublishOutcome.Site issues, boolean dryRun, HttpTransport wire, HostBudgets budgets) {
        JiraPublisher publisher = dryRun ? null : publisher(site, wire, budgets);
        String prefix = site.tool() + "/";
        List<String> written = new ArrayList<>();
        kept.forEachNote(projectTopic, note -> {
            if (note.name().startsWith(prefix) && !note.content().equals(PublishedIssue.NOTHING)) {
                written.add(note.name().substring(prefix.length()));
            }
        });
        List<String> changed = new ArrayList<>(issues.changed());
        List<String> refusals = new ArrayList<>(issues.refusals());
        for (String project : written) {
            try {
                if (publisher != null) {
                    publisher.removeProjectProperty(project);
                    kept.put(projectTopic, prefix + project, PublishedIssue.NOTHING);
                }
                changed.add("project " + project);
            } catch (HttpException e) {
                refusals.add("project " + project + ": " + e.getMessage());
            }
        }
        return new PublishOutcome.Site(
                issues.tool(), changed, issues.unchanged(), issues.left(), refusals, issues.failure());
    }

    /** Removes what was written into those issues. */
    PublishOutcome.Site remove(JiraSite site, List<PublishedIssue> issues, HttpTransport wire, HostBudgets budgets) {
        JiraPublisher publisher = publisher(site, wire, budgets);
        List<PublishedIssue> removed = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (PublishedIssue issue : issues) {
            try {
                remove(publisher, issue);
                removed.add(issue);
            } catch (HttpStatusException e) {
                if (e.status() == 401 || e.status() == 429 || e.status() >= 500) {
                    return PublishedIssue.outcome(
                            site.tool(), issues, removed, refusals, String.valueOf(e.getMessage()));
                }
                refusals.add(issue.key() + ": " + e.getMessage());
            } catch (HttpException | SourceException e) {
                return PublishedIssue.outcome(site.tool(), issues, removed, refusals, String.valueOf(e.getMessage()));
            }
        }
        return PublishedIssue.outcome(site.tool(), issues, removed, refusals, null);
    }

    private void remove(JiraPublisher publisher, PublishedIssue issue) {
        if (issue.property()) {
            publisher.removeProperty(issue.issue(), JiraPublisher.PROPERTY);
        }
        if (issue.app() != null) {
            publisher.removeProperty(issue.issue(), JiraPublisher.lozenge(issue.app()));
        }
        if (issue.link()) {
            publisher.removeLink(issue.issue());
        }
        if (!issue.numbers().isEmpty()) {
            Map<String, Optional<BigDecimal>> none = new HashMap<>();
            issue.numbers().forEach(field -> none.put(field, Optional.empty()));
            publisher.numbers(issue.issue(), none);
        }
        kept.put(topic, issue.issue().toString(), PublishedIssue.NOTHING);
    }

    private JiraPublisher publisher(JiraSite site, HttpTransport wire, HostBudgets budgets) {
        WaitListener told = (host, duration, reason) ->
                workspace.say("waiting " + WaitCount.words(duration) + " for " + host + ": " + reason);
        WaitAllowance allowance = new WaitAllowance(LONGEST_WAIT, Sleeper.real(), workspace.clock(), told);
        return new JiraPublisher(
                JiraSettings.of(site),
                RetryingTransport.patient(wire, budgets, allowance, workspace.clock(), RandomGenerator.getDefault()));
    }

    private void write(JiraPublisher publisher, IssueDraft draft) {
        if (draft.property() != null) {
            publisher.property(
                    draft.issue(), JiraPublisher.PROPERTY, draft.property().json());
        }
        URI hub = draft.hub();
        if (hub != null) {
            StateIcon icon = draft.standing().icon();
            publisher.link(
                    draft.issue(),
                    PanelContexts.page(hub, draft.key()),
                    draft.title(),
                    draft.standing().ended(),
                    icon.at(hub),
                    icon.title());
        }
        if (!draft.numbers().isEmpty()) {
            publisher.numbers(draft.issue(), draft.numbers());
        }
        if (draft.app() != null) {
            publisher.property(
                    draft.issue(),
                    JiraPublisher.lozenge(draft.app()),
                    draft.standing().lozenge());
        }
        kept.put(topic, draft.issue().toString(), draft.mark());
    }
}
