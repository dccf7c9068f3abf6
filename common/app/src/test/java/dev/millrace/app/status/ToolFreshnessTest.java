package dev.millrace.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.status.StoreStatus.SourceStatus;
import dev.millrace.collect.SourceRun;
import dev.millrace.collect.SourceRun.Covered;
import dev.millrace.collect.SourceRun.Outcome;
import dev.millrace.store.Cursor;
import dev.millrace.store.StoreSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A tool is as fresh as its worst source. */
class ToolFreshnessTest {

    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

    @Test
    void line_says_when_each_tool_was_read_and_which_one_failed() {
        List<ToolFreshness> tools = ToolFreshness.of(status(
                read("jira:work/issues", Duration.ofMinutes(3)),
                read("github:github.com/acme/shop/commits", Duration.ofMinutes(3)),
                stopped("github:github.com/acme/shop/pull-requests", Duration.ofDays(2))));

        assertThat(ToolFreshness.line(tools, NOW)).isEqualTo("GitHub failed 2 d ago (1 of 2 sources), Jira 3 min ago");
        assertThat(tools).extracting(ToolFreshness::needsAttention).containsExactly(true, false);
    }

    @Test
    void tools_of_one_kind_are_told_apart_by_their_ids() {
        assertThat(ToolFreshness.of(status(
                        read("jira:work/issues", Duration.ofMinutes(3)),
                        read("jira:old/issues", Duration.ofHours(30)))))
                .extracting(ToolFreshness::name)
                .containsExactly("Jira old", "Jira work");
    }

    @Test
    void oldest_source_counts_and_one_that_was_never_read_is_not_fresh() {
        assertThat(line(read("jira:work/issues", Duration.ofMinutes(3)), read("jira:work/x", Duration.ofMinutes(50))))
                .isEqualTo("Jira 50 min ago");
        assertThat(line(new SourceStatus("jira:work/issues", true, null, null, false, null, null)))
                .isEqualTo("Jira was never read");
    }

    @Test
    void posted_events_count_and_links_imports_and_what_is_no_longer_configured_do_not() {
        assertThat(line(
                        moved("hub", null, Duration.ofSeconds(20)),
                        moved("millrace/links", null, Duration.ofDays(3)),
                        moved("import", null, Duration.ofDays(3)),
                        moved("jira:gone/issues", false, Duration.ofDays(3))))
                .isEqualTo("Posted events 20 s ago");
    }

    @Test
    void source_without_a_run_has_made_progress_but_is_not_known_to_be_complete() {
        assertThat(line(moved("jira:work/issues", null, Duration.ofDays(3))))
                .isEqualTo("Jira last made progress 3 d ago");
    }

    private static String line(SourceStatus... sources) {
        return ToolFreshness.line(ToolFreshness.of(status(sources)), NOW);
    }

    private static SourceStatus read(String id, Duration ago) {
        return source(id, Outcome.COMPLETE, NOW.minus(ago));
    }

    private static SourceStatus stopped(String id, Duration ago) {
        return source(id, Outcome.STOPPED, NOW.minus(ago));
    }

    private static SourceStatus source(String id, Outcome outcome, Instant at) {
        String error = outcome == Outcome.STOPPED ? "401" : null;
        SourceRun run = new SourceRun(
                id, at, at, outcome, null, null, null, null, List.of(), error, null, at, new Covered(at, null, at, ""));
        return new SourceStatus(id, true, new Cursor(id, ""), at, false, run, false);
    }

    private static SourceStatus moved(String id, Boolean configured, Duration ago) {
        return new SourceStatus(id, configured, new Cursor(id, ""), NOW.minus(ago), false, null, null);
    }

    private static StoreStatus status(SourceStatus... sources) {
        return new StoreStatus(
                NOW,
                "",
                new StoreSize(0, 14, Map.of(), 0, 0, 0),
                Optional.empty(),
                List.of(sources),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
