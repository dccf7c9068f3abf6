package dev.millrace.cli;

import dev.millrace.collect.Removals;
import dev.millrace.collect.Source;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.github.GitHubCollector;
import dev.millrace.github.GitHubExtent;
import dev.millrace.github.GitHubSettings;
import dev.millrace.github.api.GitHubLimits;
import dev.millrace.http.Authorization;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.http.WaitAllowance;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSource;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.OriginRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One attempt to collect a tool, as a process would make it: a store, a kernel and a transport of its own. */
final class FaultRun {

    /** What a silent server is given; short, because a test waits for it. */
    static final Duration TIMEOUT = Duration.ofMillis(250);

    static final int PAGE_SIZE = 7;

    /** Which tool is collected. */
    enum Tool {
        DATA_CENTER,
        CLOUD,
        GITHUB
    }

    /** Ends an attempt as a kill does: no catch and no clean-up of the kernel sees it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Tool tool;
    private final URI url;
    private final Path store;
    private final Set<String> refreshed = new HashSet<>();
    private boolean toRefresh;
    private boolean toSweep;
    private Instant now = Millrace.NOW;

    FaultRun(Tool tool, URI url, Path store) {
        this.tool = tool;
        this.url = url;
        this.store = store;
    }

    /** The next attempt begins to read everything again; those after it go on with that. */
    void refresh() {
        toRefresh = true;
    }

    /** Every further attempt sweeps. */
    void sweep() {
        toSweep = true;
    }

    /**
     * Collects until the end or until something stops it; waits take no time.
     *
     * @param calls how many calls may be made before the attempt is killed
     * @return whether every source came to its end
     */
    boolean attempt(int calls) {
        InstantSource clock = () -> now;
        int[] left = {calls};
        try (FlowStore flowStore = SqliteFlowStore.open(store, SameKey.file(), clock);
                OkHttpTransport wire = new OkHttpTransport(
                        TransportSettings.standard("millrace-test").withTimeouts(TIMEOUT))) {
            HttpTransport mortal = call -> {
                if (left[0]-- == 0) {
                    throw new Killed();
                }
                return wire.send(call);
            };
            WaitAllowance allowance = new WaitAllowance(
                    Duration.ofMinutes(30), duration -> now = now.plus(duration), clock, SyncListener.silent());
            HttpTransport limited = tool == Tool.GITHUB ? new GitHubLimits(mortal) : mortal;
            HttpTransport patient =
                    RetryingTransport.patient(limited, new HostBudgets(), allowance, clock, new Random(1));
            for (Source source : sources(patient)) {
                SyncKernel kernel = new SyncKernel(flowStore);
                if (toRefresh && refreshed.add(source.id())) {
                    kernel.refresh(source, Removals.ANY, SyncListener.silent());
                } else if (toSweep) {
                    kernel.reconcile(source, Removals.ANY, SyncListener.silent());
                } else {
                    kernel.run(source, SyncListener.silent());
                }
            }
            return true;
        } catch (SyncStoppedException e) {
            e.notBefore().filter(now::isBefore).ifPresent(later -> now = later);
            now = now.plusSeconds(60);
            return false;
        } catch (Killed e) {
            return false;
        }
    }

    private List<? extends Source> sources(HttpTransport transport) {
        return switch (tool) {
            case DATA_CENTER, CLOUD ->
                List.of(new JiraSource(
                        JiraSettings.of(ToolInstance.jira("fault"), url).withPageSize(PAGE_SIZE), transport));
            case GITHUB ->
                new GitHubCollector(
                                new GitHubSettings(
                                        new ToolInstance("github", "fault"),
                                        url,
                                        GitHubSettings.graphqlUrl(url),
                                        Authorization.bearer("ghp_fault", "test"),
                                        List.of("acme/shop"),
                                        PAGE_SIZE,
                                        GitHubExtent.STANDARD,
                                        OriginRules.STANDARD),
                                transport)
                        .sources();
        };
    }

    /** The process of its own: tool, address and store; exits with 0 if it came to the end. */
    public static void main(String[] args) {
        Tool tool = Tool.valueOf(args[0]);
        boolean done = new FaultRun(tool, URI.create(args[1]), Path.of(args[2])).attempt(Integer.MAX_VALUE);
        System.exit(done ? 0 : 1);
    }
}
