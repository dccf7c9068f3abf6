package dev.millrace.app.publish;

import dev.millrace.app.Workspace;
import dev.millrace.app.sync.WaitCount;
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
import dev.millrace.store.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    SitePublisher(Workspace workspace, Operations kept, String topic) {
        this.workspace = workspace;
        this.kept = kept;
        this.topic = topic;
    }

    PublishOutcome.Site write(JiraSite site, PendingWrites pending, HttpTransport wire, HostBudgets budgets) {
        WaitListener told = (host, duration, reason) ->
                workspace.say("waiting " + WaitCount.words(duration) + " for " + host + ": " + reason);
        WaitAllowance allowance = new WaitAllowance(LONGEST_WAIT, Sleeper.real(), workspace.clock(), told);
        JiraPublisher publisher = new JiraPublisher(
                JiraSettings.of(site),
                RetryingTransport.patient(wire, budgets, allowance, workspace.clock(), RandomGenerator.getDefault()));
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
                if (e.status() == 403) {
                    closedProjects.put(draft.project(), 0L);
                }
            } catch (HttpException e) {
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

    private void write(JiraPublisher publisher, IssueDraft draft) {
        if (draft.property() != null) {
            publisher.property(draft.issue(), draft.property().json());
        }
        if (draft.page() != null) {
            publisher.link(draft.issue(), draft.page(), draft.title());
        }
        kept.put(topic, draft.issue().toString(), draft.mark());
    }
}
