package dev.millrace.jira;

import static dev.millrace.jira.TestIssue.issue;
import static dev.millrace.jira.TestIssue.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.InventorySource;
import dev.millrace.collect.RevisitingSource.Revisit;
import dev.millrace.collect.SourceException;
import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.Watch;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.http.HttpException;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.InventoryEntry;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issues asked for again, in both dialects. */
class RevisitTest {

    private static final ToolInstance TOOL = ToolInstance.jira("test");

    /** The dialects. */
    enum Dialect {
        CLOUD,
        DATA_CENTER
    }

    private final JiraCloudFake cloud = JiraCloudFake.empty();
    private final JiraDataCenterFake dataCenter = JiraDataCenterFake.empty();
    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));

    @AfterEach
    void close() {
        transport.close();
        dataCenter.close();
        cloud.close();
    }

    private void put(ObjectNode json) {
        cloud.put(json.deepCopy());
        dataCenter.put(json.deepCopy());
    }

    private Revisit visit(Dialect dialect, String... ids) {
        URI url = dialect == Dialect.CLOUD ? cloud.baseUrl() : dataCenter.baseUrl();
        return new JiraSource(JiraSettings.of(TOOL, url), transport)
                .visit(List.of(ids).stream().map(RevisitTest::watched).toList());
    }

    private static InventoryEntry watched(String id) {
        return new InventoryEntry(ArtifactId.issue(TOOL, id), id);
    }

    @ParameterizedTest
    @EnumSource
    void issues_come_with_their_changelogs_and_what_is_open_is_read_again(Dialect dialect) {
        put(issue("1", "A-1").json());
        put(issue("2", "A-2")
                .status("3", "Done", "done")
                .history("9", "2026-01-02T10:00:00.000+0000", item("status", "1", "Open", "3", "Done"))
                .json());

        Revisit visit = visit(dialect, "1", "2", "3");

        assertThat(visit.facts().snapshots()).extracting(ArtifactSnapshot::key).containsExactlyInAnyOrder("A-1", "A-2");
        assertThat(visit.facts().events()).hasSize(3);
        assertThat(visit.facts().watches())
                .containsExactlyInAnyOrder(
                        new Watch.Unfinished(ArtifactId.issue(TOOL, "1"), "1", Watch.Reason.OPEN),
                        new Watch.Finished(ArtifactId.issue(TOOL, "2")));
        assertThat(visit.absent()).containsExactly(ArtifactId.issue(TOOL, "3"));
    }

    @ParameterizedTest
    @EnumSource
    void list_names_every_issue_page_by_page_and_reads_none(Dialect dialect) {
        for (int i = 1; i <= 7; i++) {
            put(issue(Integer.toString(i), "A-" + i).json());
        }
        cloud.capPagesAt(3, 3, 0);
        dataCenter.capPagesAt(3);
        URI url = dialect == Dialect.CLOUD ? cloud.baseUrl() : dataCenter.baseUrl();
        JiraSource source = new JiraSource(JiraSettings.of(TOOL, url), transport);

        Set<String> listed = new TreeSet<>();
        InventorySource.InventoryPage page = source.inventory(Optional.empty());
        page.there().forEach(item -> listed.add(item.handle()));
        while (!page.last()) {
            // another process could go on from there
            page = new JiraSource(JiraSettings.of(TOOL, url), transport).inventory(Optional.of(page.nextState()));
            page.there().forEach(item -> listed.add(item.handle()));
        }

        assertThat(listed).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(cloud.fetches()).as("no changelog").isEmpty();
        assertThat(dataCenter.requests()).noneMatch(request -> request.contains("expand=changelog"));
    }

    @Test
    void list_that_is_shorter_than_jira_counts_is_no_list() {
        dataCenter.answer("search", Response.of(200, "{\"startAt\":0,\"total\":5,\"issues\":[]}"));

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> new JiraSource(JiraSettings.of(TOOL, dataCenter.baseUrl()), transport)
                        .inventory(Optional.empty()))
                .withMessageContaining("counts 5 issues and lists 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 503})
    void answer_that_does_not_say_whether_there_is_an_issue_is_an_error(int status) {
        dataCenter.answer("issue/1", Response.of(status, "{}"));

        assertThatExceptionOfType(HttpException.class).isThrownBy(() -> visit(Dialect.DATA_CENTER, "1"));
    }

    @Test
    void issue_that_may_not_be_seen_is_not_absent() {
        dataCenter.answer("issue/1", Response.of(403, "{}"));

        Revisit visit = visit(Dialect.DATA_CENTER, "1");

        assertThat(visit.absent()).isEmpty();
        assertThat(visit.problems()).hasSize(1);
        assertThat(visit.facts().existence()).containsExactly(new ExistenceFact.Unread(ArtifactId.issue(TOOL, "1")));
    }

    @Test
    void issue_of_which_only_a_part_of_the_changelog_came_is_watched_though_it_is_done() {
        dataCenter.put(issue("1", "A-1").status("3", "Done", "done").total(4).json());

        assertThat(visit(Dialect.DATA_CENTER, "1").facts().watches())
                .containsExactly(new Watch.Unfinished(ArtifactId.issue(TOOL, "1"), "1", Watch.Reason.INCOMPLETE));
    }

    @Test
    void data_center_that_refuses_the_question_is_asked_for_one_issue_after_the_other() {
        put(issue("1", "A-1").json());
        put(issue("2", "A-2").json());
        dataCenter.answer("search", Response.of(400, "{\"errorMessages\":[\"no value 3\"]}"));

        Revisit visit = visit(Dialect.DATA_CENTER, "1", "2", "3");

        assertThat(visit.facts().snapshots()).hasSize(2);
        assertThat(visit.absent()).containsExactly(ArtifactId.issue(TOOL, "3"));
    }

    @Test
    void server_that_gives_one_issue_at_a_time_is_no_reason_to_call_the_others_absent() {
        put(issue("1", "A-1").json());
        put(issue("2", "A-2").json());
        dataCenter.capPagesAt(1);

        Revisit visit = visit(Dialect.DATA_CENTER, "1", "2");

        assertThat(visit.facts().snapshots()).hasSize(2);
        assertThat(visit.absent()).isEmpty();
    }
}
