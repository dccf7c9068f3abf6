package dev.millrace.demo.tools;

import dev.millrace.collect.SourcePage;
import dev.millrace.demo.DemoCollection;
import dev.millrace.demo.DemoListener;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Simulation;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.http.Authorization;
import dev.millrace.http.HostBudgets;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.RetryingTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.http.WaitAllowance;
import dev.millrace.jira.IssueWrites;
import dev.millrace.jira.JiraCheckup;
import dev.millrace.jira.JiraPublisher;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSource;
import dev.millrace.jira.panel.StateIcon;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.store.InventoryEntry;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Conversations with the fakes, for the tests that compare them with published schemas. */
final class Collected {

    private static final Company COMPANY = Simulation.of(Company.SEED);

    /** More than a page. */
    private static final int SOME = 50;

    private Collected() {}

    /** All that the demo asks of its GitHub, through the real collector into a real store. It is collected once. */
    static Exchanges fromGitHub() {
        return OfGitHub.EXCHANGES;
    }

    /** Collects when it is first asked. */
    private static final class OfGitHub {
        static final Exchanges EXCHANGES;

        static {
            try {
                EXCHANGES = askGitHub();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Exchanges askGitHub() throws IOException {
        Exchanges exchanges = new Exchanges();
        Path folder = Files.createTempDirectory("millrace-collected");
        try (CompanyGitHub github = new CompanyGitHub(COMPANY, exchanges);
                FlowStore store = SqliteFlowStore.open(folder.resolve("store.db"), InstantSource.fixed(Company.END))) {
            new DemoCollection(store, new Silent()).code(COMPANY, github.url());
        } finally {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
        return exchanges;
    }

    static Exchanges fromJira() {
        Exchanges exchanges = new Exchanges();
        try (CompanyJira jira = new CompanyJira(COMPANY, exchanges);
                OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard("millrace-test"))) {
            WaitAllowance nobodyWaits = new WaitAllowance(
                    Duration.ofHours(1), duration -> {}, () -> Company.END, (host, duration, reason) -> {});
            HttpTransport patient =
                    RetryingTransport.patient(wire, new HostBudgets(), nobodyWaits, () -> Company.END, new Random(1));
            everything(
                    JiraSettings.of(ToolInstance.jira("fernmoor"), jira.url())
                            .with(Authorization.basic("demo@fernmoor.example", "demo", "jira[0].token"))
                            .withPageSize(40),
                    patient);
        }
        return exchanges;
    }

    /** What the collector requests of a Data Center with some of these issues: method, path and query. */
    static List<String> fromDataCenter() {
        JiraJson json = new JiraJson(COMPANY, Company.JIRA);
        try (JiraDataCenterFake jira = JiraDataCenterFake.at("");
                OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard("millrace-test"))) {
            COMPANY.issues().subList(0, SOME).forEach(issue -> jira.put(json.issue(issue)));
            jira.answer("field", Response.ok(JiraJson.fields()));
            jira.setTime(Company.END);
            everything(
                    JiraSettings.of(ToolInstance.jira("fernmoor"), jira.baseUrl())
                            .withPageSize(40),
                    wire);
            return jira.requests();
        }
    }

    private static void everything(JiraSettings settings, HttpTransport transport) {
        JiraSource source = new JiraSource(settings, transport);
        Optional<String> state = Optional.empty();
        SourcePage page;
        do {
            page = source.read(state);
            state = Optional.of(page.nextState());
        } while (!page.last());
        others(settings, transport);
    }

    /** What a day, a webhook, publish and doctor request besides. */
    private static void others(JiraSettings settings, HttpTransport transport) {
        JiraSource some = new JiraSource(settings.withJql("created >= 0"), transport);
        List<InventoryEntry> listed = some.inventory(Optional.empty()).there().subList(0, 2);
        some.visitNamed(Optional.empty(), listed.subList(0, 1), listed.subList(1, 2));
        ArtifactId issue = listed.get(0).artifact();
        JiraPublisher publisher = new JiraPublisher(settings, transport);
        publisher.property(issue, JiraPublisher.PROPERTY, "{\"millrace\":\"flow/1\"}");
        publisher.link(
                issue,
                URI.create("https://flow.example.org/items/X-1"),
                "Flow: waiting for review",
                false,
                StateIcon.WAITING.at(URI.create("https://flow.example.org")),
                StateIcon.WAITING.title());
        publisher.numbers(issue, Map.of("flow time (days)", Optional.of(BigDecimal.valueOf(3))));
        publisher.projectProperty("SHOP", "{\"millrace\":\"project/1\"}");
        publisher.removeLink(issue);
        publisher.removeProperty(issue, JiraPublisher.PROPERTY);
        publisher.removeProjectProperty("SHOP");
        JiraCheckup.of(settings.withProjects("SHOP"), IssueWrites.BOTH, transport);
    }

    /** Wants to know nothing. */
    static final class Silent implements DemoListener {

        @Override
        public void step(String text) {}

        @Override
        public Watch collecting(String source) {
            return new Nothing();
        }
    }

    private static final class Nothing implements DemoListener.Watch {
        @Override
        public void close() {}
    }
}
