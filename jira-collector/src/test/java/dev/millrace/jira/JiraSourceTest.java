package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncProgress;
import dev.millrace.collect.SyncSummary;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.LedgerEntry;
import dev.millrace.model.StateDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan of a site: each issue once, page by page, and no more asked for than is needed. */
class JiraSourceTest extends ScannedSite {

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
                        + "&expand=changelog&fields=summary,project,issuetype,parent,status,resolution,resolutiondate,created,updated,"
                        + "creator,labels,components,fixVersions,priority,issuelinks,customfield_7,customfield_8");
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

    @Test
    void projects_and_condition_narrow_the_query() {
        jira.put(issue("900", "IN-1").json());
        settings = settings.withProjects("IN", "NIX").withJql("key = IN-1");

        sync();

        assertThat(store.keys()).containsExactly("IN-1");
        assertThat(last()).contains("jql=project in (\"IN\", \"NIX\") AND (key = IN-1) ORDER BY");
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
}
