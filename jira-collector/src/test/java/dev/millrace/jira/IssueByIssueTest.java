package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One issue that Jira cannot give costs itself, and neither its page nor the run. */
class IssueByIssueTest {

    private static final ToolInstance TOOL = ToolInstance.jira("test");
    private static final Response FAULT = Response.of(500, "{\"errorMessages\":[\"cannot render\"]}");
    private static final Response HALF = Response.of(200, "{\"id\": \"3\", \"fields\": {");

    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final FactRecorder store = new FactRecorder();
    private final JiraDataCenterFake server = JiraDataCenterFake.empty();
    private final JiraCloudFake cloud = JiraCloudFake.empty();

    @AfterEach
    void close() {
        server.close();
        cloud.close();
        transport.close();
    }

    @Test
    void data_center_that_fails_at_one_issue_loses_that_issue_alone() {
        issues(12);
        server.onSearch(1, () -> Optional.of(FAULT));
        server.answer("issue/3", FAULT);

        SyncSummary summary = sync(server.baseUrl());

        lost(summary);
    }

    @Test
    void cloud_that_fails_at_one_issue_loses_that_issue_alone() {
        issues(12);
        cloud.onFetch(1, asked -> Optional.of(FAULT));
        cloud.answer("issue/3", HALF);

        SyncSummary summary = sync(cloud.baseUrl());

        lost(summary);
    }

    @Test
    void issue_that_could_not_be_given_is_requested_again_and_its_absence_ends_no_later_run() {
        issues(12);
        server.onSearch(1, () -> Optional.of(FAULT));
        server.answer("issue/3", FAULT);
        sync(server.baseUrl());

        assertThat(sync(server.baseUrl()).problems())
                .extracting(SyncProblem::item)
                .containsExactly("issue 3");

        server.answer("issue/3", Response.of(200, issue("3", "ABC-3").json().toString()));
        assertThat(sync(server.baseUrl()).problems()).isEmpty();
        assertThat(store.keys()).contains("ABC-3");
    }

    @Test
    void page_of_which_nothing_can_be_had_ends_the_run_with_the_first_failure() {
        issues(3);
        server.onSearch(1, () -> Optional.of(FAULT));
        server.onSearch(2, () -> Optional.of(Response.of(500, "{\"errorMessages\":[\"another\"]}")));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(() -> sync(server.baseUrl()))
                .withMessageContaining("stopped at page 1")
                .withMessageContaining("cannot render")
                .withMessageContaining("try again later");
    }

    @Test
    void many_issues_that_cannot_be_had_are_a_fault_of_the_site() {
        issues(12);
        server.onSearch(1, () -> Optional.of(FAULT));
        for (int n = 1; n <= 11; n++) {
            server.answer("issue/" + n, FAULT);
        }

        assertThatExceptionOfType(SyncStoppedException.class).isThrownBy(() -> sync(server.baseUrl()));
    }

    private void lost(SyncSummary summary) {
        assertThat(summary.problems()).extracting(SyncProblem::item).containsExactly("issue 3");
        assertThat(summary.done()).isEqualTo(12);
        assertThat(store.keys()).hasSize(11).doesNotContain("ABC-3");
        assertThat(store.ledger("jira:test/issues", "issues"))
                .hasValueSatisfying(line -> assertThat(line.captured()).isEqualTo(11));
        assertThat(store.ledger("jira:test:issue:3", "issue"))
                .hasValueSatisfying(line -> assertThat(line.incomplete()).isTrue());
    }

    private void issues(int count) {
        for (int n = 1; n <= count; n++) {
            server.put(issue(String.valueOf(n), "ABC-" + n).json());
            cloud.put(issue(String.valueOf(n), "ABC-" + n).json());
        }
    }

    private SyncSummary sync(URI site) {
        return SyncKernel.ofPages(store)
                .run(new JiraSource(JiraSettings.of(TOOL, site), transport), SyncListener.silent());
    }
}
