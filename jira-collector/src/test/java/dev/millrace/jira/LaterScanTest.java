package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.collect.Removals;
import dev.millrace.collect.SyncListener;
import dev.millrace.collect.SyncStoppedException;
import dev.millrace.collect.SyncSummary;
import dev.millrace.facts.FactBatch;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.model.LedgerEntry;
import dev.millrace.store.CommitResult;
import dev.millrace.store.Cursor;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run takes that is not the first, or that goes on where another was broken off. */
class LaterScanTest extends ScannedSite {

    @Test
    void a_second_run_takes_little_and_changes_nothing() {
        sync();
        int before = jira.requests().size();

        SyncSummary summary = sync();

        assertThat(summary.stored()).isEqualTo(CommitResult.NOTHING);
        assertThat(summary.done()).isZero();
        assertThat(jira.requests().size() - before).isEqualTo(1);
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
        jira.onSearch(3, () -> Optional.of(Response.of(503, "{\"errorMessages\":[\"broken\"]}")));
        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("jira:test/issues stopped at page 3 (pages 1 to 2 are stored")
                .withMessageContaining("/jira/rest/api/2/search?jql=")
                .withMessageContaining("HTTP 503")
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
    void a_state_written_by_something_else_is_told_as_such() {
        store.commit(FactBatch.empty(), new Cursor("jira:test/issues", "page 4"));

        assertThatExceptionOfType(SyncStoppedException.class)
                .isThrownBy(this::sync)
                .withMessageContaining("collect it again");
        kernel.refresh(source(), Removals.FEW, SyncListener.silent());
        assertThat(store.keys()).containsExactlyElementsOf(ALL);
    }
}
