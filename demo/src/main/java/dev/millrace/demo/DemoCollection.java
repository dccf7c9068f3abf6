package dev.millrace.demo;

import dev.millrace.chain.link.KeyLinker;
import dev.millrace.codec.FactLines;
import dev.millrace.collect.Source;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncSummary;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Service;
import dev.millrace.demo.company.SimulatedProject;
import dev.millrace.files.OutputFile;
import dev.millrace.github.GitHubCollector;
import dev.millrace.github.GitHubSettings;
import dev.millrace.github.api.GitHubLimits;
import dev.millrace.http.Authorization;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.Sleeper;
import dev.millrace.http.TransportSettings;
import dev.millrace.http.WaitAllowance;
import dev.millrace.http.WaitListener;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSource;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Fills a store from the company's tools, the way {@code millrace sync} and {@code millrace import} do it. */
public final class DemoCollection {

    private static final String BUILDS = "builds.ndjson";
    private static final Cursor IMPORTED = new Cursor("import", "");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final ToolInstance JIRA = ToolInstance.jira("demo");
    private static final ToolInstance GITHUB = new ToolInstance("github", "demo");

    /** The fakes require a token, and accept any. */
    private static final Authorization ANYBODY = Authorization.bearer("demo", "the demo");

    private final FlowStore store;
    private final DemoListener listener;

    /** A collection into that store. */
    public DemoCollection(FlowStore store, DemoListener listener) {
        this.store = store;
        this.listener = listener;
    }

    /** Collects the issues of the Jira that listens at that address of this machine. */
    public SyncSummary issues(URI address) {
        JiraSettings settings =
                JiraSettings.of(JIRA, Company.JIRA).with(ANYBODY).withProjects(projects());
        CurrentWatch watch = new CurrentWatch();
        try (OkHttpTransport network = network()) {
            HttpTransport wire = new CompanyNames(network, Map.of(Company.JIRA.getHost(), address));
            return run(new JiraSource(settings, patient(wire, watch)), watch);
        }
    }

    /** Collects pull requests, commits and deployments from the GitHub that listens at that address of this machine. */
    public List<SyncSummary> code(Company company, URI address) {
        List<String> repositories =
                company.services().stream().map(Service::fullName).toList();
        GitHubSettings settings = GitHubSettings.of(GITHUB, Company.GITHUB_API, ANYBODY, repositories);
        CurrentWatch watch = new CurrentWatch();
        try (OkHttpTransport network = network()) {
            HttpTransport wire = new CompanyNames(network, Map.of(Company.GITHUB_API.getHost(), address));
            HttpTransport transport = patient(new GitHubLimits(wire), watch);
            List<SyncSummary> summaries = new ArrayList<>();
            for (Source source : new GitHubCollector(settings, transport).sources()) {
                summaries.add(run(source, watch));
            }
            return summaries;
        }
    }

    /**
     * Writes the builds to a file as a build tool would, and takes it as {@code millrace import} does.
     *
     * @return how many facts the file holds
     */
    public long builds(Company company, DemoFolder folder) {
        Path file = folder.file(BUILDS);
        try {
            OutputFile.write(file, out -> {
                Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                FactLines.write(BuildFacts.of(company.builds()), text);
                text.flush();
            });
            try (BufferedReader in = Files.newBufferedReader(file)) {
                return FactLines.read(in, BUILDS, batch -> store.commit(batch, IMPORTED));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links what the tools said to each other, as {@code millrace sync} does at its end; gives how many links that made. */
    public long links() {
        return KeyLinker.link(store).otherFacts();
    }

    private SyncSummary run(Source source, CurrentWatch watch) {
        try (DemoListener.Watch own = listener.collecting(source.id())) {
            watch.current = own;
            return new SyncKernel(store).run(source, own);
        }
    }

    private static OkHttpTransport network() {
        return new OkHttpTransport(TransportSettings.standard("millrace-demo"));
    }

    private static HttpTransport patient(HttpTransport wire, CurrentWatch watch) {
        InstantSource clock = InstantSource.system();
        return RetryingTransport.patient(
                wire,
                new HostBudgets(),
                new WaitAllowance(LONGEST_WAIT, Sleeper.real(), clock, watch),
                clock,
                RandomGenerator.getDefault());
    }

    private static String[] projects() {
        return SimulatedProject.ALL.stream().map(SimulatedProject::key).toArray(String[]::new);
    }

    /** One transport serves several sources, one after the other; each has a watch of its own. */
    private static final class CurrentWatch implements WaitListener {

        private @Nullable SyncListener current;

        @Override
        public void waiting(String host, Duration duration, String reason) {
            if (current != null) {
                current.waiting(host, duration, reason);
            }
        }
    }
}
