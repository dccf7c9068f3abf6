package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.Removals;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncProblem;
import dev.millrace.collect.SyncProgress;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.jira.JiraDataCenterFake.Answer;
import dev.millrace.jira.JiraDataCenterFake.SearchHook;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.StateDefinition;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import dev.millrace.store.FactBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan of a site, over real HTTP. Twenty issues ABC-1 to ABC-20, one created each hour. */
class JiraSourceTest {

    private static final ToolInstance TOOL = ToolInstance.jira("test");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> ALL =
            IntStream.rangeClosed(1, 20).mapToObj(n -> "ABC-" + n).toList();

    private final JiraDataCenterFake jira = JiraDataCenterFake.empty();
    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final FactRecorder store = new FactRecorder();
    private final SyncKernel kernel = SyncKernel.ofPages(store);
    private JiraSettings settings = JiraSettings.of(TOOL, jira.baseUrl()).withPageSize(6);

    @BeforeEach
    void fill() {
        for (int n = 1; n <= 20; n++) {
            String time = FIRST.plus(Duration.ofHours(n)).toString();
            jira.put(issue(String.valueOf(100 + n), "ABC-" + n)
                    .created(time)
                    .updated(time)
                    .json());
        }
    }

    @AfterEach
    void close() {
        transport.close();
        jira.close();
    }

    @Test
    void every_issue_is_captured_once() {
        SyncSummary summary = sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
        assertThat(summary.done()).isEqualTo(20);
        assertThat(summary.total()).hasValue(20);
        assertThat(summary.stored().newSnapshots()).isEqualTo(20);
        assertThat(scan()).isEqualTo(new LedgerEntry(TOOL, "jira:test/issues", "issues", 20L, 20, null));
    }

    @Test
    void a_page_overlaps_the_one_before_by_one_issue_and_tells_it_once() {
        sync();

        assertThat(jira.requests()).filteredOn(r -> r.contains("/search")).hasSize(4);
        assertThat(searchStarts()).containsExactly("0", "5", "10", "15");
        assertThat(store.batches().stream().mapToInt(b -> b.snapshots().size())).containsExactly(6, 5, 5, 4);
    }

    @Test
    void only_what_is_needed_is_asked_for() {
        jira.addField("customfield_7", "Flagged", "com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes");
        jira.addField("customfield_8", "Epos", "com.pyxis.greenhopper.jira:gh-epic-link");
        jira.addField("customfield_9", "Colour", "x:y");
        jira.addField("customfield_10&jql=x", "Flagged", "x:y");
        jira.addField("flagged", "Flagged", "x:y");

        sync();

        assertThat(jira.requests().get(0)).isEqualTo("GET /jira/rest/api/2/serverInfo");
        assertThat(jira.requests().get(1)).isEqualTo("GET /jira/rest/api/2/status");
        assertThat(jira.requests().get(2)).isEqualTo("GET /jira/rest/api/2/field");
        assertThat(jira.requests().get(3))
                .isEqualTo("GET /jira/rest/api/2/search?jql=ORDER BY created ASC, key ASC&startAt=0&maxResults=6"
                        + "&expand=changelog&fields=summary,project,issuetype,parent,status,resolution,created,updated,"
                        + "creator,labels,components,fixVersions,issuelinks,customfield_7,customfield_8");
        assertThat(jira.requests().toString()).doesNotContain("description", "comment", "customfield_9");
    }

    @Test
    void what_the_site_says_of_its_states_is_stored() {
        sync();

        assertThat(store.all(StateDefinition.class))
                .extracting(StateDefinition::name)
                .containsExactly("Open");
    }

    @Test
    void progress_is_told_page_by_page() {
        List<SyncProgress> told = new ArrayList<>();

        kernel.run(source(), new SyncListener() {
            @Override
            public void page(SyncProgress progress) {
                told.add(progress);
            }
        });

        assertThat(told).extracting(SyncProgress::done).containsExactly(6L, 11L, 16L, 20L);
        assertThat(told).extracting(SyncProgress::total).containsOnly(OptionalLong.of(20));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void a_server_that_gives_fewer_than_asked_for_is_read_to_its_end(int cap) {
        jira.capPagesAt(cap);

        SyncSummary summary = sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 1_000})
    void a_server_without_totals_is_read_to_its_end(int cap) {
        jira.capPagesAt(cap);
        jira.hideTotals();

        SyncSummary summary = sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(summary.total()).isEmpty();
        assertThat(scan()).isEqualTo(new LedgerEntry(TOOL, "jira:test/issues", "issues", null, 20, null));
    }

    @Test
    void a_site_without_issues_is_a_site() {
        ALL.forEach(jira::delete);

        assertThat(sync().done()).isZero();
        assertThat(scan().expected()).isZero();
    }

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
            jira.onSearch(n, () -> Optional.of(Answer.of(200, "{\"total\":10000,\"issues\":[" + newest + more + "]}")));
        }

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("keep changing places");
        assertThat(jira.searches()).isLessThan(60);
    }

    @Test
    void a_second_run_takes_little_and_changes_nothing() {
        sync();
        int before = jira.requests().size();

        SyncSummary summary = sync();

        assertThat(summary.stored()).isEqualTo(CommitResult.NOTHING);
        assertThat(summary.done()).isZero();
        assertThat(jira.requests().size() - before).isEqualTo(4);
        assertThat(last())
                .contains("jql=updated >= "
                        + JiraDataCenterFake.NOW.minusSeconds(600).toEpochMilli() + " ORDER");
    }

    @Test
    void a_later_run_takes_what_changed_since_with_an_overlap() {
        sync();
        jira.setTime(JiraDataCenterFake.NOW.minusSeconds(300));
        jira.change("ABC-5", i -> ((ObjectNode) i.path("fields")).put("summary", "indexed late"));
        jira.setTime(JiraDataCenterFake.NOW.plusSeconds(300));
        jira.change("ABC-6", i -> ((ObjectNode) i.path("fields")).put("summary", "changed"));

        SyncSummary summary = sync();

        assertThat(summary.done()).isEqualTo(2);
        assertThat(summary.stored().newSnapshots()).isEqualTo(2);
        assertThat(title("ABC-5")).isEqualTo("indexed late");
        assertThat(title("ABC-6")).isEqualTo("changed");
        assertThat(scan())
                .as("an incremental run says nothing of the whole")
                .extracting(LedgerEntry::captured)
                .isEqualTo(20L);
    }

    @Test
    void the_mark_moves_with_every_complete_run_even_of_one_process() {
        JiraSource one = source();
        kernel.run(one, SyncListener.silent());
        jira.setTime(JiraDataCenterFake.NOW.plus(Duration.ofDays(1)));
        kernel.run(one, SyncListener.silent());
        kernel.run(one, SyncListener.silent());

        assertThat(last())
                .contains("updated >= "
                        + JiraDataCenterFake.NOW
                                .plus(Duration.ofDays(1))
                                .minusSeconds(600)
                                .toEpochMilli());
    }

    @Test
    void a_broken_run_goes_on_at_its_page_and_keeps_its_mark() {
        jira.onSearch(3, () -> Optional.of(Answer.of(500, "{\"errorMessages\":[\"broken\"]}")));
        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("jira:test/issues stopped at page 3 (pages 1 to 2 are stored")
                .withMessageContaining("/jira/rest/api/2/search?jql=")
                .withMessageContaining("HTTP 500")
                .withMessageContaining("broken");
        assertThat(store.keys()).hasSize(11);
        jira.setTime(JiraDataCenterFake.NOW.plus(Duration.ofDays(1)));

        sync();

        assertThat(searchStarts()).containsExactly("0", "5", "10", "10", "15");
        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(scan().captured()).isEqualTo(20);

        sync();

        assertThat(last())
                .as("what changed while the run lay broken is not missed")
                .contains(
                        "updated >= " + JiraDataCenterFake.NOW.minusSeconds(600).toEpochMilli());
    }

    @Test
    void other_settings_read_everything_again() {
        sync();
        settings = settings.withJql("project = ABC");
        sync();

        assertThat(last()).contains("jql=(project = ABC) ORDER BY created ASC, key ASC");
    }

    @Test
    void projects_and_condition_narrow_the_query() {
        jira.put(issue("900", "IN-1").json());
        settings = settings.withProjects("IN", "NIX").withJql("key = IN-1");

        sync();

        assertThat(store.keys()).containsExactly("IN-1");
        assertThat(last()).contains("jql=project in (\"IN\", \"NIX\") AND (key = IN-1) ORDER BY");
    }

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
        assertThat(store.ledger("jira:test:issue:109", "issue").orElseThrow().incomplete())
                .isFalse();
    }

    @Test
    void an_unreadable_issue_that_is_deleted_is_missed_no_more() {
        jira.change("ABC-9", i -> ((ObjectNode) i.path("fields")).put("created", "soon"));
        sync();
        jira.delete("ABC-9");

        assertThat(sync().outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
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
        assertThat(store.ledger("jira:test:issue:109", "issue").orElseThrow().incomplete())
                .isTrue();
    }

    @Test
    void an_issue_without_id_or_an_issue_that_is_none_costs_itself_only() {
        jira.onSearch(
                1,
                () -> Optional.of(Answer.of(
                        200,
                        "{\"startAt\":0,\"total\":3,\"issues\":[null,{\"key\":\"ABC-7\"},"
                                + issue("1", "ABC-8").json() + "]}")));

        SyncSummary summary = sync();

        assertThat(store.keys()).containsExactly("ABC-8");
        assertThat(summary.problems())
                .extracting(SyncProblem::item)
                .containsExactly("an issue without key and id", "ABC-7");
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
    void a_server_that_claims_to_have_skipped_issues_is_not_believed() {
        jira.onSearch(
                1,
                () -> Optional.of(Answer.of(
                        200,
                        "{\"startAt\":19,\"total\":20,\"issues\":["
                                + issue("101", "ABC-1")
                                        .created("2026-01-01T01:00:00Z")
                                        .json() + "]}")));

        sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }

    @Test
    void a_total_that_is_not_reached_is_a_problem_to_be_seen() {
        jira.onSearch(
                1,
                () -> Optional.of(Answer.of(
                        200,
                        "{\"startAt\":0,\"total\":21,\"issues\":["
                                + issue("1", "ABC-1").json() + "]}")));
        for (int n = 2; n <= 4; n++) {
            jira.onSearch(
                    n,
                    () -> Optional.of(Answer.of(
                            200,
                            "{\"startAt\":0,\"total\":21,\"issues\":["
                                    + issue("1", "ABC-1").json() + "]}")));
        }
        jira.onSearch(3, () -> Optional.of(Answer.of(200, "{\"startAt\":1,\"total\":21,\"issues\":[]}")));

        SyncSummary summary = sync();

        assertThat(summary.problems())
                .containsExactly(new SyncProblem("jira:test/issues", "Jira counted 21 issues and showed 1"));
        assertThat(scan().incomplete()).isTrue();
    }

    @Test
    void answers_too_large_to_read_are_asked_for_in_smaller_pieces() {
        try (OkHttpTransport small =
                new OkHttpTransport(TransportSettings.standard("millrace-test").withMaxBodyBytes(1_000))) {
            SyncSummary summary = kernel.run(new JiraSource(settings, small), SyncListener.silent());

            assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
            assertThat(store.keys()).containsExactlyElementsOf(ALL);
        }
    }

    @Test
    void a_state_written_by_something_else_is_told_as_such() {
        store.commit(FactBatch.empty(), new Cursor("jira:test/issues", "page 4"));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("collect it afresh");
        kernel.refresh(source(), Removals.FEW, SyncListener.silent());
        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }

    private SyncSummary sync() {
        return kernel.run(source(), SyncListener.silent());
    }

    private JiraSource source() {
        return new JiraSource(settings, transport);
    }

    private LedgerEntry scan() {
        return store.ledger("jira:test/issues", "issues").orElseThrow();
    }

    private String title(String key) {
        return store.all(ArtifactSnapshot.class).stream()
                .filter(snapshot -> snapshot.key().equals(key))
                .findFirst()
                .orElseThrow()
                .title();
    }

    private String last() {
        return jira.requests().get(jira.requests().size() - 1);
    }

    private List<String> searchStarts() {
        return jira.requests().stream()
                .filter(request -> request.contains("/search"))
                .map(request -> request.replaceAll(".*startAt=(\\d+).*", "$1"))
                .toList();
    }
}
