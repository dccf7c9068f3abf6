package dev.millrace.jira;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import dev.millrace.http.Authorization;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many requests a sync of 1,000 open issues of two projects with 8 changes each takes, as docs/jira.md says: WireMock stands between
 * the collector and the site, and counts.
 */
class RequestCountTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LOGIN = "ann@acme.example";

    @TempDir
    Path folder;

    private final JiraCloudFake cloud = JiraCloudFake.empty();
    private final JiraDataCenterFake dataCenter = JiraDataCenterFake.empty();
    private final WireMockServer between = new WireMockServer(wireMockConfig().dynamicPort());
    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private Instant now = JiraDataCenterFake.NOW;
    private String password = "t0ken";

    @BeforeEach
    void fill() {
        between.start();
        cloud.requireAuthorization("Basic YW5uQGFjbWUuZXhhbXBsZTp0MGtlbg==");
        for (int n = 1; n <= 1_000; n++) {
            Instant created = FIRST.plusSeconds(n * 60L);
            TestIssue issue = TestIssue.issue(String.valueOf(n), (n % 2 == 0 ? "ABC-" : "XYZ-") + n)
                    .created(created.toString())
                    .updated(created.plusSeconds(8).toString());
            for (int change = 1; change <= 8; change++) {
                issue.history(
                        String.valueOf(n * 10 + change),
                        created.plusSeconds(change).toString(),
                        item("status", "1", "Open", "2", "Doing"));
            }
            cloud.put(issue.json());
            dataCenter.put(issue.json());
        }
    }

    @AfterEach
    void close() {
        transport.close();
        between.stop();
        dataCenter.close();
        cloud.close();
    }

    /** One site for all of it: its first sync takes longer than all that follows. */
    @Test
    void first_sync_of_a_cloud_takes_24_and_later_ones_what_their_news_need() {
        assertThat(sync(cloud)).as("first").hasSize(4 + 10 * 2);

        after(Duration.ofHours(20));
        assertThat(sync(cloud)).as("no news").containsExactly("POST /rest/api/3/search/jql");

        after(Duration.ofHours(5));
        assertThat(sync(cloud))
                .as("a day later the site describes itself again")
                .contains("GET /rest/api/2/serverInfo", "GET /rest/api/3/myself", "GET /rest/api/3/field");

        for (int changed : List.of(1, 50, 100, 250)) {
            after(Duration.ofHours(1));
            change(cloud, changed);
            int fetches = (changed * 8 + 999) / 1_000;
            assertThat(sync(cloud)).as("%d changed", changed).hasSize(1 + searches(changed) + fetches);
        }

        after(Duration.ofHours(1));
        for (int n = 1_001; n <= 1_100; n++) {
            cloud.put(TestIssue.issue(String.valueOf(n), "XYZ-" + n)
                    .created("2026-02-01T00:00:00.000+0000")
                    .json());
        }
        for (int n = 1; n <= 1_100; n++) {
            cloud.change(
                    n <= 1_000 && n % 2 == 0 ? "ABC-" + n : "XYZ-" + n,
                    issue -> ((ObjectNode) issue.path("changelog")).putArray("histories"));
        }
        assertThat(sync(cloud)).as("more changelogs than one fetch takes").hasSize(1 + 11 + 2);

        after(Duration.ofHours(1));
        password = "expired";
        // Jira Cloud answers the search as if nobody had logged in: no issues, and status 200
        assertThatExceptionOfType(SyncStoppedException.class)
                .as("no site without news")
                .isThrownBy(() -> sync(cloud))
                .withMessageContaining("401");
    }

    @Test
    void first_sync_of_a_data_center_takes_14_and_later_ones_what_their_news_need() {
        assertThat(sync(dataCenter)).as("first").hasSize(3 + 11);

        after(Duration.ofHours(20));
        assertThat(sync(dataCenter)).as("no news").singleElement().asString().startsWith("GET /jira/rest/api/2/search");

        for (int changed : List.of(1, 50, 100, 250)) {
            after(Duration.ofMinutes(10));
            change(dataCenter, changed);
            assertThat(sync(dataCenter)).as("%d changed", changed).hasSizeLessThanOrEqualTo(1 + searches(changed) + 1);
        }
    }

    private static int searches(int issues) {
        return (issues + 99) / 100;
    }

    private void after(Duration more) {
        now = now.plus(more);
        cloud.setTime(now);
        dataCenter.setTime(now);
    }

    private static void change(JiraFake site, int issues) {
        for (int n = 1; n <= issues; n++) {
            site.change(
                    (n % 2 == 0 ? "ABC-" : "XYZ-") + n,
                    issue -> ((ObjectNode) issue.path("fields")).put("summary", "changed"));
        }
    }

    /** The requests of a sync, in order. */
    private List<String> sync(JiraFake site) {
        between.resetAll();
        URI url = site.baseUrl();
        between.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom("http://localhost:" + url.getPort())));
        JiraSettings settings = JiraSettings.of(
                        ToolInstance.jira("test"), URI.create(between.baseUrl() + url.getPath()))
                .with(Authorization.basic(LOGIN, password, "jira[0].token"));
        String database = site instanceof JiraCloudFake ? "cloud.db" : "dc.db";
        try (FlowStore store = SqliteFlowStore.open(folder.resolve(database), () -> now)) {
            new SyncKernel(store).run(new JiraSource(settings, transport), SyncListener.silent());
        }
        List<LoggedRequest> requests = between.findAll(anyRequestedFor(anyUrl()));
        return requests.stream()
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList();
    }
}
