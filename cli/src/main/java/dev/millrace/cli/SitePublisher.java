package dev.millrace.cli;

import dev.millrace.app.sync.WaitCount;
import dev.millrace.cli.PublishRun.Pending;
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
 * Writes into the issues of one Jira, one after the other, and keeps what was written before it goes on to the next: a run that
 * is stopped goes on there. A project that refuses is not asked again and again; a site that lets nobody in ends the run.
 */
final class SitePublisher {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private final Session session;
    private final Operations kept;
    private final String topic;

    SitePublisher(Session session, Operations kept, String topic) {
        this.session = session;
        this.kept = kept;
        this.topic = topic;
    }

    PublishOutcome.Site write(JiraSite site, Pending pending, HttpTransport wire, HostBudgets budgets) {
        WaitListener told = (host, duration, reason) ->
                session.console().say("waiting " + WaitCount.words(duration) + " for " + host + ": " + reason);
        WaitAllowance allowance = new WaitAllowance(
                LONGEST_WAIT, Sleeper.real(), session.surroundings().clock(), told);
        JiraPublisher publisher = new JiraPublisher(
                JiraSettings.of(site),
                RetryingTransport.patient(
                        wire, budgets, allowance, session.surroundings().clock(), RandomGenerator.getDefault()));
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
