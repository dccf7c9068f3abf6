package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraDataCenterFake.SearchHook;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issues that come, go and change places while a site is scanned hide no other. */
class MovingSiteTest extends ScannedSite {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void an_issue_deleted_between_pages_hides_no_other(int deleted) {
        jira.onSearch(2, SearchHook.doing(() -> jira.delete("ABC-" + deleted)));

        SyncSummary summary = sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(summary.total()).hasValue(19);
        assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
    }

    @Test
    void many_issues_deleted_between_pages_hide_no_other() {
        jira.onSearch(3, SearchHook.doing(() -> IntStream.rangeClosed(1, 11).forEach(n -> jira.delete("ABC-" + n))));

        sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }

    @Test
    void deletions_at_every_page_hide_no_other() {
        for (int n = 2; n <= 8; n++) {
            String victim = "ABC-" + (n - 1);
            jira.onSearch(n, SearchHook.doing(() -> jira.delete(victim)));
        }

        sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }

    @Test
    void issues_of_one_instant_are_not_lost_when_some_are_deleted() {
        for (int n = 1; n <= 20; n++) {
            jira.change(
                    "ABC-" + n, i -> ((ObjectNode) i.path("fields")).put("created", "2026-01-01T00:00:00.000+0000"));
        }
        jira.onSearch(3, SearchHook.doing(() -> {
            jira.delete("ABC-2");
            jira.delete("ABC-3");
            jira.delete("ABC-4");
        }));

        sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }

    @Test
    void an_update_between_pages_moves_nothing() {
        jira.onSearch(2, SearchHook.doing(() -> {
            jira.change("ABC-2", i -> ((ObjectNode) i.path("fields")).put("summary", "new"));
            jira.change("ABC-9", i -> ((ObjectNode) i.path("fields")).put("summary", "new"));
        }));

        sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(title("ABC-9")).isEqualTo("new");
        assertThat(title("ABC-2")).as("seen before it changed").isEqualTo("Summary of ABC-2");

        sync();

        assertThat(title("ABC-2")).as("the mark is from before the first page").isEqualTo("new");
    }

    @Test
    void an_issue_created_while_it_runs_is_captured() {
        jira.onSearch(
                2,
                SearchHook.doing(() -> jira.put(issue("999", "ABC-999")
                        .created("2026-11-22T10:00:00.000+0000")
                        .updated("2026-11-22T10:00:00.000+0000")
                        .json())));

        sync();

        assertThat(store.keys()).hasSize(21).endsWith("ABC-999");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_site_whose_issues_never_stay_in_place_is_given_up_in_words(boolean oneAtATime) {
        // what a server does that ignores the order: the newest comes first, and there is always a newer one
        for (int n = 1; n < 90; n++) {
            String id = String.valueOf(9_000 + n);
            String newest = issue(id, "ABC-" + id)
                    .created("2026-02-01T00:00:00." + id + "+0000")
                    .json()
                    .toString();
            String more = oneAtATime ? "" : "," + issue("1", "ABC-1").json();
            jira.onSearch(
                    n, () -> Optional.of(Response.of(200, "{\"total\":10000,\"issues\":[" + newest + more + "]}")));
        }

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("keep changing places");
        assertThat(jira.searches()).isLessThan(60);
    }

    @Test
    void a_server_that_claims_to_have_skipped_issues_is_not_believed() {
        jira.onSearch(
                1,
                () -> Optional.of(Response.of(
                        200,
                        "{\"startAt\":19,\"total\":20,\"issues\":["
                                + issue("101", "ABC-1")
                                        .created("2026-01-01T01:00:00Z")
                                        .json() + "]}")));

        sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }
}
