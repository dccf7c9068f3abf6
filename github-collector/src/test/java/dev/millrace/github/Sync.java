package dev.millrace.github;

import dev.millrace.collect.Source;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncSummary;
import dev.millrace.github.api.GitHubLimits;
import dev.millrace.http.Authorization;
import dev.millrace.http.BudgetedTransport;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.RetryPolicy;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.http.WaitAllowance;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.SyncStore;
import dev.millrace.valuestream.OriginRules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The collector as a program uses it: real HTTP, retries and budget, with a clock that only waiting moves. */
final class Sync implements AutoCloseable {

    static final ToolInstance TOOL = new ToolInstance("github", "test");
    static final String TOKEN = "ghp_notARealToken";

    /** What the run was told to wait for, one after the other. */
    final List<Duration> waits = new ArrayList<>();

    private final OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final HttpTransport transport;
    private final URI apiUrl;
    private final int pageSize;
    private OriginRules origins = OriginRules.STANDARD;
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    Sync(URI apiUrl) {
        this(apiUrl, GitHubSite.DEFAULT_PAGE_SIZE);
    }

    Sync(URI apiUrl, int pageSize) {
        this(apiUrl, pageSize, network -> network);
    }

    /** With something between the network and what goes around it. */
    Sync(URI apiUrl, int pageSize, UnaryOperator<HttpTransport> between) {
        this(apiUrl, pageSize, between, Duration.ofHours(2));
    }

    /** That may wait for so long in all. */
    Sync(URI apiUrl, int pageSize, UnaryOperator<HttpTransport> between, Duration longestWait) {
        this.apiUrl = apiUrl;
        this.pageSize = pageSize;
        InstantSource clock = () -> now;
        WaitAllowance allowance = new WaitAllowance(
                longestWait,
                duration -> {
                    waits.add(duration);
                    now = now.plus(duration);
                },
                clock,
                (host, duration, reason) -> {});
        this.transport = new RetryingTransport(
                new BudgetedTransport(new GitHubLimits(between.apply(wire)), new HostBudgets(), allowance, clock),
                RetryPolicy.standard(),
                allowance,
                clock,
                new Random(1));
    }

    HttpTransport transport() {
        return transport;
    }

    List<Source> sources(String... repositories) {
        return sources(GitHubExtent.STANDARD, repositories);
    }

    /** With other rules of origins than the standard ones. */
    Sync with(OriginRules rules) {
        origins = rules;
        return this;
    }

    /** All sources of these repositories, and those of what is new only. */
    List<Source> sources(GitHubExtent extent, String... repositories) {
        Authorization token = Authorization.bearer(TOKEN, "github.test.token");
        GitHubSettings settings = new GitHubSettings(
                TOOL,
                apiUrl,
                GitHubSettings.graphqlUrl(apiUrl),
                token,
                List.of(repositories),
                pageSize,
                extent,
                origins);
        GitHubCollector collector = new GitHubCollector(settings, transport);
        List<Source> all = new ArrayList<>(collector.sources());
        for (String repository : repositories) {
            if (!GitHubSite.isAllOfOwner(repository)) {
                all.addAll(collector.news(repository));
            }
        }
        return all;
    }

    Source source(String repository, String kind) {
        return source(GitHubExtent.STANDARD, repository, kind);
    }

    Source source(GitHubExtent extent, String repository, String kind) {
        return sources(extent, repository).stream()
                .filter(source -> source.id().endsWith('/' + kind))
                .findFirst()
                .orElseThrow();
    }

    SyncSummary run(SyncStore store, String repository, String kind) {
        return new SyncKernel(store).run(source(repository, kind), SyncListener.silent());
    }

    SyncSummary run(KeptFacts facts, GitHubExtent extent, String repository, String kind) {
        return SyncKernel.ofPages(facts).run(source(extent, repository, kind), SyncListener.silent());
    }

    SyncSummary run(KeptFacts facts, String repository, String kind) {
        return SyncKernel.ofPages(facts).run(source(repository, kind), SyncListener.silent());
    }

    void runAll(SyncStore store, String... repositories) {
        sources(repositories).forEach(source -> new SyncKernel(store).run(source, SyncListener.silent()));
    }

    @Override
    public void close() {
        wire.close();
    }
}
