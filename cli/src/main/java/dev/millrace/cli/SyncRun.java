package dev.millrace.cli;

import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.config.JiraSite;
import dev.millrace.config.MillraceConfig;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.Sleeper;
import dev.millrace.http.TransportSettings;
import dev.millrace.http.WaitAllowance;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSource;
import dev.millrace.store.FlowStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Runs every configured source, one after the other; one that fails does not keep the others from being collected. */
final class SyncRun {

    /** Longer than any rate limit that asks in minutes; a run that would wait longer ends and can be resumed. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private static final String STOPPED =
            "millrace: stopped; what was stored stays, and the next millrace sync goes on from there";

    private final Session session;

    SyncRun(Session session) {
        this.session = session;
    }

    List<SourceResult> run(MillraceConfig config) {
        try (FlowStore store = session.storeToWrite(config);
                OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard(Main.userAgent()))) {
            return StoppedNotice.during(session.console(), STOPPED, () -> collect(config, wire, store));
        }
    }

    private List<SourceResult> collect(MillraceConfig config, HttpTransport wire, FlowStore store) {
        HostBudgets budgets = new HostBudgets();
        List<SourceResult> results = new ArrayList<>();
        for (JiraSite site : config.jira()) {
            results.add(collect(site, wire, budgets, new SyncKernel(store)));
        }
        return results;
    }

    private SourceResult collect(JiraSite site, HttpTransport wire, HostBudgets budgets, SyncKernel kernel) {
        WaitCount waits = new WaitCount();
        String id = site.tool() + "/issues";
        if (!session.console().interactive()) {
            return collect(site, wire, budgets, kernel, new SyncProgressLines(session.console(), waits), waits);
        }
        try (SyncProgressBar bar = new SyncProgressBar(session.console(), waits, id)) {
            return collect(site, wire, budgets, kernel, bar, waits);
        }
    }

    private SourceResult collect(
            JiraSite site,
            HttpTransport wire,
            HostBudgets budgets,
            SyncKernel kernel,
            SyncListener listener,
            WaitCount waits) {
        WaitAllowance allowance = new WaitAllowance(
                LONGEST_WAIT, Sleeper.real(), session.surroundings().clock(), listener);
        HttpTransport transport =
                wire.patient(budgets, allowance, session.surroundings().clock(), RandomGenerator.getDefault());
        JiraSource source = new JiraSource(JiraSettings.of(site), transport);
        try {
            return new SourceResult(source.id(), kernel.run(source, listener), null, waits);
        } catch (SyncStoppedException e) {
            return new SourceResult(source.id(), null, e.getMessage(), waits);
        }
    }
}
