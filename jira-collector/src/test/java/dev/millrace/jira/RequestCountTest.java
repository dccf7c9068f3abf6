package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.http.Authorization;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many requests a sync of 1,000 issues with 8 changes each takes, as docs/jira.md says. */
class RequestCountTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final JiraCloudFake cloud = JiraCloudFake.empty();
    private final JiraDataCenterFake dataCenter = JiraDataCenterFake.empty();
    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final FactRecorder store = new FactRecorder();

    @BeforeEach
    void fill() {
        for (int n = 1; n <= 1_000; n++) {
            Instant created = FIRST.plusSeconds(n * 60L);
            TestIssue issue = TestIssue.issue(String.valueOf(n), "ABC-" + n)
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
        dataCenter.close();
        cloud.close();
    }

    @Test
    void a_cloud_site_takes_24_and_a_sync_without_news_5() {
        sync(cloud.baseUrl());
        int first = cloud.requests().size();
        cloud.setTime(JiraDataCenterFake.NOW.plusSeconds(86_400));
        sync(cloud.baseUrl());

        assertThat(store.keys()).hasSize(1_000);
        assertThat(first).isEqualTo(4 + 10 * 2);
        assertThat(cloud.requests().size() - first).isEqualTo(4 + 1);
    }

    @Test
    void changed_issues_of_a_cloud_site_take_one_search_and_one_fetch() {
        sync(cloud.baseUrl());
        int first = cloud.requests().size();
        cloud.setTime(JiraDataCenterFake.NOW.plusSeconds(86_400));
        for (int n = 1; n <= 50; n++) {
            cloud.change("ABC-" + n, issue -> ((ObjectNode) issue.path("fields")).put("summary", "changed"));
        }
        sync(cloud.baseUrl());

        assertThat(cloud.requests().size() - first).isEqualTo(4 + 2);
    }

    @Test
    void a_data_center_takes_14() {
        sync(dataCenter.baseUrl());

        assertThat(store.keys()).hasSize(1_000);
        assertThat(dataCenter.requests()).hasSize(3 + 11);
    }

    private void sync(URI baseUrl) {
        JiraSettings settings = JiraSettings.of(ToolInstance.jira("test"), baseUrl)
                .with(Authorization.basic("ann@acme.example", "t0ken", "jira[0].token"));
        SyncKernel.ofPages(store).run(new JiraSource(settings, transport), SyncListener.silent());
    }
}
