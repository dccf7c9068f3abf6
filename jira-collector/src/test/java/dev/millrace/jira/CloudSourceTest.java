package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.ToolInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scan of a Jira Cloud, over real HTTP. Twenty issues ABC-1 to ABC-20, one created each hour, each with two changes. */
class CloudSourceTest {

    private static final ToolInstance TOOL = ToolInstance.jira("test");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> ALL =
            IntStream.rangeClosed(1, 20).mapToObj(n -> "ABC-" + n).toList();

    private final JiraCloudFake jira = JiraCloudFake.empty();
    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final FactRecorder store = new FactRecorder();
    private final SyncKernel kernel = SyncKernel.ofPages(store);
    private JiraSettings settings = JiraSettings.of(TOOL, jira.baseUrl()).withPageSize(6);

    @BeforeEach
    void fill() {
        for (int n = 1; n <= 20; n++) {
            jira.put(numbered(n, FIRST.plus(Duration.ofHours(n))));
        }
    }

    private static ObjectNode numbered(int n, Instant time) {
        return issue(String.valueOf(100 + n), "ABC-" + n)
                .created(time.toString())
                .updated(time.plusSeconds(120).toString())
                .status("3", "Done", "done")
                .history(
                        String.valueOf(1_000 + 2 * n),
                        time.plusSeconds(60).toString(),
                        item("status", "1", "Open", "2", "Doing"))
                .history(
                        String.valueOf(1_001 + 2 * n),
                        time.plusSeconds(120).toString(),
                        item("status", "2", "Doing", "3", "Done"))
                .json();
    }

    @AfterEach
    void close() {
        transport.close();
        jira.close();
    }

    @Test
    void every_issue_is_captured_once_with_its_whole_history() {
        SyncSummary summary = sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(summary.outcome()).isEqualTo(SyncSummary.Outcome.COMPLETE);
        assertThat(summary.done()).isEqualTo(20);
        assertThat(summary.total()).as("Cloud tells no total").isEmpty();
        assertThat(store.all(FlowEvent.StateChanged.class)).hasSize(40);
        assertThat(scan()).isEqualTo(new LedgerEntry(TOOL, "jira:test/issues", "issues", null, 20, null));
    }

    @Test
    void each_page_takes_one_search_and_one_fetch_of_changelogs() {
        sync();

        assertThat(jira.requests())
                .containsExactly(
                        "GET /rest/api/2/serverInfo",
                        "GET /rest/api/3/status",
                        "GET /rest/api/3/field",
                        "POST /rest/api/3/search/jql",
                        "POST /rest/api/3/changelog/bulkfetch",
                        "POST /rest/api/3/search/jql",
                        "POST /rest/api/3/changelog/bulkfetch",
                        "POST /rest/api/3/search/jql",
                        "POST /rest/api/3/changelog/bulkfetch",
                        "POST /rest/api/3/search/jql",
                        "POST /rest/api/3/changelog/bulkfetch");
    }

    @Test
    void a_query_is_always_bounded_and_asks_for_its_fields() {
        sync();

        JsonNode asked = jira.searches().get(0);
        assertThat(asked.path("jql").asText()).isEqualTo("updated >= \"1970-01-02\" ORDER BY created ASC, key ASC");
        assertThat(asked.path("fields")).extracting(JsonNode::asText).contains("summary", "status", "created");
        assertThat(asked.has("expand")).as("the changelog of a search is cut").isFalse();
    }

    @Test
    void changelogs_are_asked_for_without_a_filter_because_moves_and_links_have_no_field_id() {
        sync();

        assertThat(jira.fetches()).noneMatch(fetch -> fetch.has("fieldIds"));
    }

    @Test
    void a_site_that_gives_fewer_than_asked_for_is_read_to_its_end() {
        for (int cap : new int[] {1, 3, 7}) {
            jira.capPagesAt(cap, 1_000, 0);
            FactRecorder fresh = new FactRecorder();

            SyncKernel.ofPages(fresh).run(source(), SyncListener.silent());

            assertThat(fresh.keys()).containsExactlyElementsOf(ALL);
        }
    }

    @Test
    void more_than_a_hundred_issues_fit_on_a_page() {
        for (int n = 21; n <= 350; n++) {
            jira.put(numbered(n, FIRST.plus(Duration.ofHours(n))));
        }
        jira.capPagesAt(5_000, 10_000, 0);
        settings = settings.withPageSize(300);

        sync();

        assertThat(store.keys()).hasSize(350);
        assertThat(store.all(FlowEvent.StateChanged.class)).hasSize(700);
        assertThat(jira.searches()).hasSize(2);
    }

    @Test
    void changelog_pages_that_cut_through_issues_and_overlap_tell_each_entry_once() {
        jira.capPagesAt(100, 5, 2);

        sync();

        assertThat(jira.fetches()).hasSizeGreaterThan(8);
        assertThat(store.all(FlowEvent.StateChanged.class)).hasSize(40);
        assertThat(store.all(LedgerEntry.class))
                .filteredOn(line -> line.measure().equals(JiraIssueMapper.HISTORIES))
                .extracting(LedgerEntry::captured)
                .containsOnly(2L);
    }

    @Test
    void a_page_token_that_expired_begins_a_new_sequence_where_the_last_page_ended() {
        jira.onSearch(3, asked -> {
            jira.expireTokens();
            return Optional.empty();
        });

        SyncSummary summary = sync();

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(summary.done()).as("the issue that comes again counts once").isEqualTo(20);
        assertThat(jira.searches().get(3).has("nextPageToken")).isFalse();
        assertThat(jira.searches().get(3).path("jql").asText())
                .startsWith("updated >= \"1970-01-02\" AND created >= "
                        + FIRST.plus(Duration.ofHours(12)).toEpochMilli());
    }

    @Test
    void issues_of_one_instant_are_not_lost_when_a_token_expires_between_them() {
        for (int n = 4; n <= 9; n++) {
            jira.put(numbered(n, FIRST.plus(Duration.ofHours(4))));
        }
        jira.onSearch(2, asked -> {
            jira.expireTokens();
            return Optional.empty();
        });

        assertThat(sync().done()).isEqualTo(20);
        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }

    @Test
    void a_token_that_expired_between_two_syncs_loses_nothing_either() {
        jira.onSearch(3, asked -> Optional.of(Response.of(503, "{}")));
        assertThatExceptionOfType(SyncStoppedException.class).isThrownBy(this::sync);
        jira.expireTokens();

        SyncSummary rest = SyncKernel.ofPages(store).run(source(), SyncListener.silent());

        assertThat(rest.done()).isEqualTo(20);
        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }

    @Test
    void tokens_that_never_work_slow_a_scan_down_and_do_not_stop_it() {
        for (int n = 1; n <= 30; n++) {
            jira.onSearch(n, asked -> {
                jira.expireTokens();
                return Optional.empty();
            });
        }

        assertThat(sync().done()).isEqualTo(20);
        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }

    @Test
    void a_site_that_leads_nowhere_is_given_up_in_words() {
        for (int n = 1; n <= 20; n++) {
            jira.put(numbered(n, FIRST));
        }
        for (int n = 1; n <= 60; n++) {
            jira.onSearch(n, asked -> {
                jira.expireTokens();
                return Optional.empty();
            });
        }

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("page after page without anything new");
        assertThat(jira.searches()).hasSizeLessThan(40);
    }

    @Test
    void a_search_token_that_comes_twice_does_not_send_the_scan_round_in_a_circle() {
        for (int n = 1; n <= 40; n++) {
            jira.onSearch(n, asked -> {
                boolean second = asked.path("nextPageToken").asText().equals("token-2");
                return second
                        ? Optional.of(Response.of(200, "{\"issues\":[],\"nextPageToken\":\"token-2\"}"))
                        : Optional.empty();
            });
        }

        assertThat(sync().done()).isEqualTo(20);
        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }

    @Test
    void a_query_that_jira_does_not_accept_is_told_and_not_tried_for_ever() {
        settings = settings.withJql("colour = red");

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("HTTP 400")
                .withMessageContaining("the fake does not understand colour = red");
        assertThat(jira.searches()).hasSize(1);
    }

    @Test
    void a_changelog_token_that_expired_begins_that_batch_again() {
        jira.capPagesAt(100, 5, 0);
        jira.onFetch(2, asked -> {
            jira.expireTokens();
            return Optional.empty();
        });

        sync();

        assertThat(jira.fetches().get(2).has("nextPageToken")).isFalse();
        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(store.all(FlowEvent.StateChanged.class)).hasSize(40);
    }

    @Test
    void a_changelog_token_that_comes_twice_stops_the_run_and_loses_nothing() {
        jira.onFetch(1, asked -> Optional.of(Response.of(200, "{\"issueChangeLogs\":[],\"nextPageToken\":\"x\"}")));
        jira.onFetch(2, asked -> Optional.of(Response.of(200, "{\"issueChangeLogs\":[],\"nextPageToken\":\"x\"}")));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("a page token came twice");
        assertThat(store.keys()).as("no issue without its history").isEmpty();
        sync();

        assertThat(store.all(FlowEvent.StateChanged.class)).hasSize(40);
    }

    @Test
    void an_entry_that_is_cut_in_two_by_a_page_keeps_all_its_items() {
        jira.onFetch(1, asked -> Optional.of(Response.of(200, """
                {"issueChangeLogs":[
                  {"issueId":"101","changeHistories":[{"id":"7","created":1767229200000,"items":[
                    {"field":"status","fieldtype":"jira","fieldId":"status",
                     "from":"1","fromString":"Open","to":"3","toString":"Done"}]}]},
                  {"issueId":101,"changeHistories":[{"id":"7","created":1767229200000,"items":[
                    {"field":"resolution","fieldtype":"jira","fieldId":"resolution",
                     "from":null,"fromString":null,"to":"1","toString":"Fixed"}]}]}]}""")));

        sync();

        assertThat(store.all(FlowEvent.ResolutionChanged.class)).hasSize(1);
        assertThat(store.all(FlowEvent.StateChanged.class))
                .anyMatch(event -> event.occurredAt().equals(Instant.ofEpochMilli(1_767_229_200_000L)));
    }

    @Test
    void a_second_run_takes_what_changed_since_with_an_overlap() {
        sync();
        jira.setTime(JiraDataCenterFake.NOW.plusSeconds(3_600));
        jira.change("ABC-7", issue -> ((ObjectNode) issue.path("fields")).put("summary", "changed"));
        int before = jira.searches().size();

        SyncSummary second = sync();

        assertThat(second.done()).isEqualTo(1);
        assertThat(jira.searches().get(before).path("jql").asText())
                .isEqualTo("updated >= "
                        + JiraDataCenterFake.NOW.minus(Duration.ofMinutes(10)).toEpochMilli()
                        + " ORDER BY created ASC, key ASC");
        assertThat(store.all(ArtifactSnapshot.class))
                .filteredOn(snapshot -> snapshot.title().equals("changed"))
                .hasSize(1);
    }

    @Test
    void an_issue_that_could_not_be_read_is_asked_for_by_its_id_the_next_time() {
        jira.change("ABC-3", issue -> ((ObjectNode) issue.path("fields")).put("created", "yesterday"));
        assertThat(sync().problems()).hasSize(1);
        jira.put(numbered(3, FIRST.plus(Duration.ofHours(3))));
        jira.setTime(JiraDataCenterFake.NOW.plusSeconds(3_600));

        sync();

        assertThat(jira.requests()).contains("GET /rest/api/3/issue/103");
        assertThat(store.keys()).hasSize(20).contains("ABC-3");
        assertThat(store.all(FlowEvent.StateChanged.class)).hasSize(40);
    }

    @Test
    void an_issue_updated_or_deleted_while_it_is_paged_hides_no_other() {
        jira.onSearch(2, asked -> {
            jira.change("ABC-2", issue -> ((ObjectNode) issue.path("fields")).put("summary", "changed"));
            return Optional.empty();
        });

        sync();

        Set<String> keys = new HashSet<>(store.keys());
        assertThat(keys).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void answers_too_large_to_read_are_asked_for_in_smaller_pieces() {
        try (OkHttpTransport narrow =
                new OkHttpTransport(TransportSettings.standard("millrace-test").withMaxBodyBytes(1_900))) {
            kernel.run(new JiraSource(settings, narrow), SyncListener.silent());
        }

        assertThat(store.keys()).containsExactlyElementsOf(ALL);
        assertThat(store.all(FlowEvent.StateChanged.class)).hasSize(40);
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
}
