package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.model.LedgerEntry;
import dev.millrace.store.CommitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What cannot be read costs itself only, is told, and is tried again. */
class UnreadableIssueTest extends ScannedSite {

    @Test
    void an_issue_that_cannot_be_read_costs_itself_only() {
        jira.change("ABC-9", i -> ((ObjectNode) i.path("fields")).put("created", "soon"));

        SyncSummary summary = sync();

        assertThat(store.keys()).hasSize(19).doesNotContain("ABC-9");
        assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETED_WITH_PROBLEMS);
        assertThat(summary.problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.item()).isEqualTo("ABC-9");
            assertThat(problem.reason()).contains("fields.created").contains("soon");
        });
        LedgerEntry line = store.ledger("jira:test:issue:109", "issue").orElseThrow();
        assertThat(line.incomplete()).isTrue();
        assertThat(line.note()).contains("ABC-9: field fields.created");
        assertThat(scan())
                .isEqualTo(new LedgerEntry(TOOL, "jira:test/issues", "issues", 20L, 19, "could not be read: 1"));
    }

    @Test
    void an_issue_that_could_not_be_read_is_tried_again_until_it_can() {
        Instant created = FIRST.plus(Duration.ofHours(9));
        jira.change("ABC-9", i -> ((ObjectNode) i.path("fields")).put("created", "soon"));
        sync();
        assertThat(sync().problemCount())
                .as("asked for again and among the updated, and told once")
                .isEqualTo(1);
        jira.setTime(JiraDataCenterFake.NOW.plus(Duration.ofDays(9)));
        sync();

        SyncSummary still = sync();

        assertThat(still.problems()).extracting(SyncProblem::item).containsExactly("ABC-9");
        assertThat(still.stored()).isEqualTo(CommitResult.NOTHING);
        assertThat(jira.requests()).anyMatch(r -> r.startsWith("GET /jira/rest/api/2/issue/109?expand=changelog"));

        jira.put(issue("109", "ABC-9")
                .created(created.toString())
                .updated(created.toString())
                .json());
        SyncSummary healed = sync();

        assertThat(healed.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
        assertThat(store.keys()).contains("ABC-9");
        assertThat(scan()).isEqualTo(new LedgerEntry(TOOL, "jira:test/issues", "issues", 20L, 20, null));
        assertThat(store.ledger("jira:test:issue:109", "issue").orElseThrow().incomplete())
                .isFalse();
    }

    @Test
    void an_unreadable_issue_that_is_deleted_is_missed_no_more() {
        jira.change("ABC-9", i -> ((ObjectNode) i.path("fields")).put("created", "soon"));
        sync();
        jira.delete("ABC-9");

        assertThat(sync().outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
        assertThat(scan()).isEqualTo(new LedgerEntry(TOOL, "jira:test/issues", "issues", 19L, 19, null));
        assertThat(store.ledger("jira:test:issue:109", "issue").orElseThrow().incomplete())
                .isFalse();
    }

    @Test
    void an_issue_that_turns_bad_keeps_its_last_good_facts() {
        sync();
        jira.setTime(JiraDataCenterFake.NOW.plusSeconds(60));
        jira.change("ABC-9", i -> i.remove("changelog"));

        SyncSummary summary = sync();

        assertThat(summary.problems()).extracting(SyncProblem::item).containsExactly("ABC-9");
        assertThat(title("ABC-9")).isEqualTo("Summary of ABC-9");
        assertThat(scan())
                .as("what was stored stays stored")
                .isEqualTo(new LedgerEntry(TOOL, "jira:test/issues", "issues", 20L, 20, null));
        assertThat(store.ledger("jira:test:issue:109", "issue").orElseThrow().incomplete())
                .isTrue();
    }

    @Test
    void an_issue_without_id_or_an_issue_that_is_none_costs_itself_only() {
        jira.onSearch(
                1,
                () -> Optional.of(Response.of(
                        200,
                        "{\"startAt\":0,\"total\":3,\"issues\":[null,{\"key\":\"ABC-7\"},"
                                + issue("1", "ABC-8").json() + "]}")));

        SyncSummary summary = sync();

        assertThat(store.keys()).containsExactly("ABC-8");
        assertThat(summary.problems())
                .extracting(SyncProblem::item)
                .containsExactly("an issue without key and id", "ABC-7");
        assertThat(scan())
                .isEqualTo(new LedgerEntry(TOOL, "jira:test/issues", "issues", 3L, 1, "could not be read: 2"));
    }

    @Test
    void a_cut_changelog_is_a_problem_to_be_seen() {
        jira.put(issue("109", "ABC-9")
                .created(FIRST.plus(Duration.ofHours(9)).toString())
                .history("11", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "In Progress"))
                .total(40)
                .json());

        SyncSummary summary = sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(summary.problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.item()).isEqualTo("ABC-9");
            assertThat(problem.reason()).contains("1 of 40 changelog entries");
        });
    }

    @Test
    void a_total_that_is_not_reached_is_a_problem_to_be_seen() {
        jira.onSearch(
                1,
                () -> Optional.of(Response.of(
                        200,
                        "{\"startAt\":0,\"total\":21,\"issues\":["
                                + issue("1", "ABC-1").json() + "]}")));
        for (int n = 2; n <= 4; n++) {
            jira.onSearch(
                    n,
                    () -> Optional.of(Response.of(
                            200,
                            "{\"startAt\":0,\"total\":21,\"issues\":["
                                    + issue("1", "ABC-1").json() + "]}")));
        }
        jira.onSearch(3, () -> Optional.of(Response.of(200, "{\"startAt\":1,\"total\":21,\"issues\":[]}")));

        SyncSummary summary = sync();

        assertThat(summary.problems())
                .containsExactly(new SyncProblem("jira:test/issues", "Jira counted 21 issues and showed 1"));
        assertThat(scan().incomplete()).isTrue();
    }
}
