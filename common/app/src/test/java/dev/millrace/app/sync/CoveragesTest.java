package dev.millrace.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.collect.SourceRun;
import dev.millrace.collect.SourceRun.Covered;
import dev.millrace.collect.SourceRun.Outcome;
import dev.millrace.collect.SyncSummary;
import dev.millrace.model.Coverage;
import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.Coverage.Late;
import dev.millrace.model.Coverage.Left;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a collection says of the time of its sources when it ends. */
class CoveragesTest {

    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void what_was_read_to_its_end_is_known_until_the_earliest_of_their_begins() {
        Coverage found = Coverages.of(
                List.of(run("github:x/a/b/commits", JUNE.plusSeconds(60), null), run("jira:x/issues", JUNE, null)),
                List.of(done("jira:x/issues"), done("github:x/a/b/commits")));

        assertThat(found).isEqualTo(new Coverage(JUNE, 2, List.of(), List.of(), List.of()));
    }

    @Test
    void source_that_failed_stays_where_it_was_and_one_that_was_not_tried_too() {
        Coverage found = Coverages.of(
                List.of(
                        run("github:x/a/b/commits", MAY, null),
                        run("github:x/a/b/pull-requests", MAY.plusSeconds(1), null),
                        run("jira:x/issues", JUNE, MAY)),
                List.of(
                        done("jira:x/issues"),
                        SourceResult.failed("github:x/a/b/commits", "403", null, new WaitCount()),
                        SourceResult.notTried("github:x/a/b/pull-requests"),
                        SourceResult.notTried("github:x/a/b/deployments")));

        assertThat(found.until()).isEqualTo(JUNE);
        assertThat(found.behind())
                .containsExactly(
                        new Behind("github:x/a/b/commits", MAY),
                        new Behind("github:x/a/b/deployments", null),
                        new Behind("github:x/a/b/pull-requests", MAY.plusSeconds(1)));
        assertThat(found.late()).containsExactly(new Late("jira:x/issues", MAY));
        assertThat(found.knownUntil()).contains(MAY);
    }

    @Test
    void source_that_is_not_configured_any_more_bounds_nothing_and_is_named() {
        Coverage found = Coverages.of(
                List.of(run("github:x/a/b/commits", MAY, MAY), run("jira:x/issues", JUNE, null)),
                List.of(done("jira:x/issues")));

        assertThat(found.behind()).isEmpty();
        assertThat(found.late()).isEmpty();
        assertThat(found.left()).containsExactly(new Left("github:x/a/b/commits", MAY));
        assertThat(found.knownUntil()).contains(JUNE);
    }

    @Test
    void repositories_of_an_owner_that_could_not_be_listed_are_behind_and_not_removed() {
        Coverage found = Coverages.of(
                List.of(
                        run("github:x/A/*", null, null),
                        run("github:x/a/b/commits", MAY, null),
                        run("github:x/z/b/commits", MAY, null),
                        run("jira:x/issues", JUNE, null)),
                List.of(done("jira:x/issues"), SourceResult.failed("github:x/A/*", "502", null, new WaitCount())));

        assertThat(found.behind()).containsExactly(new Behind("github:x/a/b/commits", MAY));
        assertThat(found.left()).containsExactly(new Left("github:x/z/b/commits", MAY));
    }

    private static SourceRun run(String source, @Nullable Instant until, @Nullable Instant from) {
        return new SourceRun(
                source,
                MAY,
                MAY,
                Outcome.COMPLETE,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                MAY,
                new Covered(MAY, from, until, ""));
    }

    private static SourceResult done(String source) {
        return SourceResult.done(SyncSummary.ofNothing(source), new WaitCount());
    }
}
