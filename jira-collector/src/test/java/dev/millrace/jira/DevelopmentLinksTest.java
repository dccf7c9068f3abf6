package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.chain.ItemFlows;
import dev.millrace.chain.link.KeyLinker;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncSummary;
import dev.millrace.facts.FactBatch;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import dev.millrace.flow.Chain;
import dev.millrace.http.HttpCall;
import dev.millrace.http.HttpHeaders;
import dev.millrace.http.HttpReply;
import dev.millrace.http.HttpTransport;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.EventHeader;
import dev.millrace.model.EventId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.Cursor;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pull request whose title names no issue, and that the issue shows. Both dialects, real HTTP, a real store. */
class DevelopmentLinksTest {

    private static final ToolInstance JIRA = ToolInstance.jira("test");
    private static final ToolInstance GITHUB = new ToolInstance("github", "test");
    private static final Knowledge NOW = new Knowledge(Instant.parse("2027-01-01T00:00:00Z"), Instant.MAX);
    private static final Instant OPENED = Instant.parse("2026-01-03T10:00:00Z");
    private static final ArtifactId REQUEST = new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, "9001");
    private static final ArtifactId ISSUE = ArtifactId.issue(JIRA, "1");
    private static final String PANEL = "customfield_10000";

    @TempDir
    private Path folder;

    private final JiraCloudFake cloud = JiraCloudFake.empty();
    private final JiraDataCenterFake dataCenter = JiraDataCenterFake.empty();
    private final OkHttpTransport wire = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final AtomicLong ticks = new AtomicLong();
    private final List<String> panelRequests = new ArrayList<>();
    private int panelStatus = 200;
    private FlowStore store;

    @BeforeEach
    void open() {
        store = SqliteFlowStore.open(
                folder.resolve("millrace.db"), () -> JiraDataCenterFake.NOW.plusMillis(ticks.incrementAndGet()));
        ArtifactSnapshot request = new ArtifactSnapshot(
                REQUEST,
                "acme/shop#12",
                "Round prices",
                "acme/shop",
                null,
                Level.STANDARD,
                null,
                new NativeState(null, "open"),
                null,
                URI.create("https://github.com/acme/shop/pull/12"),
                OPENED,
                OPENED,
                Collections.emptySortedMap());
        FlowEvent created = new FlowEvent.Created(
                new EventHeader(EventId.of(REQUEST, "created"), REQUEST, OPENED, 0, null),
                new NativeState(null, "open"),
                null);
        store.commit(
                new FactBatch(List.of(request), List.of(created), List.of(), List.of(), List.of(), List.of()),
                new Cursor("github", "x"));
        for (JiraFake jira : List.of(cloud, dataCenter)) {
            jira.put(issue(1).json());
            jira.put(issue(2).json());
        }
    }

    @AfterEach
    void close() {
        store.close();
        wire.close();
        cloud.close();
        dataCenter.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void remote_link_to_a_pull_request_joins_the_chain_and_leaves_it_when_it_is_removed(boolean isCloud) {
        JiraFake jira = isCloud ? cloud : dataCenter;
        linkEntry(jira, "Round prices (Web Link)");
        jira.answer("issue/1/remotelink", Response.of(200, """
                [{"object":{"url":"https://github.com/acme/shop/pull/12/files?w=1","title":"Round prices"}},
                 {"object":{"url":"https://wiki.example.org/pages/7","title":"Notes"}},
                 {"object":{"url":"https://github.com/acme/shop/pull/99","title":"Not captured"}}]"""));
        linkEntry(jira, "ABC-2", "Round prices (Web Link)");
        jira.answer("issue/2/remotelink", Response.of(200, """
                [{"object":{"url":"https://elsewhere.example/acme/shop/pull/12","title":"Another host"}}]"""));

        assertThat(sync(jira, true).problems()).isEmpty();

        assertThat(joined()).containsExactly(new Link(REQUEST, ISSUE, "for", Link.Rule.DEVELOPMENT));
        assertThat(chain()).extracting(Chain.Part::artifact).containsExactly(REQUEST);

        jira.answer("issue/1/remotelink", Response.of(200, "[]"));
        jira.setTime(JiraDataCenterFake.NOW.plusSeconds(60));
        linkEntry(jira, "Round prices (Web Link)");
        sync(jira, true);

        assertThat(joined()).isEmpty();
        assertThat(chain()).isEmpty();
    }

    @Test
    void only_issues_that_show_something_cost_a_request_and_without_the_setting_none_does() {
        linkEntry(cloud, "Flow: active (Millrace)");
        int before = cloud.requests().size();
        sync(cloud, true);
        assertThat(cloud.requests().subList(before, cloud.requests().size()))
                .as("the link is our own")
                .noneMatch(request -> request.contains("remotelink"));

        linkEntry(cloud, "Round prices (Web Link)");
        sync(cloud, false);
        assertThat(cloud.requests()).noneMatch(request -> request.contains("remotelink"));
        assertThat(panelRequests).isEmpty();
    }

    @Test
    void development_panel_joins_the_chain_where_its_summary_shows_something() {
        showPanel();

        assertThat(sync(cloud, true).problems()).isEmpty();

        assertThat(panelRequests)
                .containsExactly(
                        "/rest/dev-status/1.0/issue/detail?issueId=1&applicationType=GitHub&dataType=pullrequest");
        assertThat(chain()).extracting(Chain.Part::artifact).containsExactly(REQUEST);
    }

    @Test
    void refused_development_panel_is_said_once_and_costs_nothing_else() {
        showPanel();
        cloud.change("ABC-2", issue -> ((ObjectNode) issue.path("fields")).put(PANEL, panel()));
        panelStatus = 403;

        SyncSummary summary = sync(cloud, true);

        assertThat(panelRequests).hasSize(1);
        assertThat(summary.problems())
                .extracting(SyncProblem::reason)
                .singleElement()
                .asString()
                .contains("Jira does not show the development panel of issues", "HTTP 403", "developmentLinks");
        assertThat(store.find("ABC-2", NOW)).isPresent();
        assertThat(chain()).isEmpty();
    }

    private void showPanel() {
        cloud.answer("field", Response.of(200, """
                [{"id":"customfield_10000","name":"Development","schema":
                  {"custom":"com.atlassian.jira.plugins.jira-development-integration-plugin:devsummarycf"}}]"""));
        cloud.change("ABC-1", issue -> ((ObjectNode) issue.path("fields")).put(PANEL, panel()));
    }

    /** As a real site has it. */
    private static String panel() {
        return "{pullrequest={dataType=pullrequest, state=OPEN, stateCount=1}, json={\"cachedValue\":{\"errors\":[],"
                + "\"summary\":{\"pullrequest\":{\"overall\":{\"count\":1},\"byInstanceType\":{\"GitHub\":{\"count\":1,"
                + "\"name\":\"GitHub\"},\"GitLab\":{\"count\":0,\"name\":\"GitLab\"}}}}},\"isStale\":true}}";
    }

    private HttpReply answer(HttpCall call) {
        if (!call.uri().getPath().startsWith("/rest/dev-status/")) {
            return wire.send(call);
        }
        panelRequests.add(call.uri().getPath() + "?" + call.uri().getQuery());
        String body =
                "{\"errors\":[],\"detail\":[{\"branches\":[],\"pullRequests\":[{\"id\":\"#12\",\"status\":\"OPEN\","
                        + "\"url\":\"https://github.com/acme/shop/pull/12\"}],\"repositories\":[]}]}";
        return new HttpReply(call.uri(), panelStatus, HttpHeaders.none(), body.getBytes(StandardCharsets.UTF_8));
    }

    private SyncSummary sync(JiraFake jira, boolean development) {
        HttpTransport transport = this::answer;
        JiraSettings settings = JiraSettings.of(JIRA, jira.baseUrl());
        SyncSummary summary = new SyncKernel(store)
                .run(
                        new JiraSource(development ? settings.withDevelopmentLinks() : settings, transport),
                        SyncListener.silent());
        KeyLinker.link(store);
        return summary;
    }

    private List<Link> joined() {
        List<Link> links = new ArrayList<>();
        store.forEachLink(NOW, link -> {
            if (link.rule() == Link.Rule.DEVELOPMENT) {
                links.add(link);
            }
        });
        return links;
    }

    private List<Chain.Part> chain() {
        List<Chain.Part> parts = new ArrayList<>();
        new ItemFlows(store, NOW, Definition.standard())
                .forEach(
                        item -> item.item().artifact().equals(ISSUE),
                        item -> item.cycles()
                                .forEach(cycle -> parts.addAll(cycle.chain().parts())));
        return parts;
    }

    private static void linkEntry(JiraFake jira, String title) {
        linkEntry(jira, "ABC-1", title);
    }

    private static void linkEntry(JiraFake jira, String key, String title) {
        jira.change(key, issue -> {
            ObjectNode changelog = (ObjectNode) issue.path("changelog");
            ArrayNode histories = (ArrayNode) changelog.path("histories");
            ObjectNode entry = histories
                    .addObject()
                    .put("id", "9" + histories.size())
                    .put("created", "2026-01-04T10:00:00.000+0000");
            entry.putArray("items")
                    .addObject()
                    .put("field", "RemoteIssueLink")
                    .put("fieldtype", "jira")
                    .put("to", "1")
                    .put("toString", "This issue links to \"" + title + "\"");
            changelog.put("total", histories.size());
        });
    }

    private static TestIssue issue(int id) {
        return TestIssue.issue(String.valueOf(id), "ABC-" + id)
                .created("2026-01-01T10:00:00.000+0000")
                .history("1" + id, "2026-01-02T10:00:00.000+0000", TestIssue.item("status", "1", "Open", "2", "Doing"))
                .status("2", "Doing", "indeterminate");
    }
}
