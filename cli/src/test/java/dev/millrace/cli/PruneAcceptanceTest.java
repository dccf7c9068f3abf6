package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.Millrace.Run;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.jira.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace prune} on the issues of a real Jira: whatever is about the time that is kept stays, byte by byte. */
class PruneAcceptanceTest {

    @TempDir
    private Path directory;

    private JiraDataCenterFake jira;
    private Millrace millrace;

    @BeforeEach
    void sync() throws IOException {
        jira = JiraDataCenterFake.serving(RealData.folder("jira-seanalytics/apache"));
        millrace = Millrace.in(directory)
                .config("jira:\n  - id: real\n    pageSize: 50\n    url: " + jira.baseUrl() + "\n");
        assertThat(millrace.run("sync").exitCode()).isZero();
        millrace.at(Millrace.NOW.plus(Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        if (jira != null) {
            jira.close();
        }
    }

    private Run ok(String... arguments) throws IOException {
        Run run = millrace.run(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    /** All but how many items were looked at that have nothing to do with the window. */
    private static String figures(String report) {
        return report.replaceAll("\"(offered|outsideWindow)\" : \\d+", "\"$1\"");
    }

    @Test
    void report_about_what_is_kept_is_the_same_and_what_reaches_back_is_refused() throws IOException {
        // a forecast and its back-test look at 78 weeks
        String[] report = {"report", "--json", "--days", "85", "--known-at", Millrace.NOW.toString()};
        String before = figures(ok(report).out());
        String events = ok("export", "--table", "events", "--format", "ndjson").out();

        Run plan = ok("prune", "--keep", "600d", "--dry-run");
        assertThat(plan.out()).contains("would be removed: ", " issue");
        assertThat(ok("export", "--table", "events", "--format", "ndjson").out())
                .isEqualTo(events);

        Run pruned = ok("prune", "--keep", "600d");
        assertThat(pruned.out()).contains("removed: ", " issue", "no figures are possible for times before");
        assertThat(figures(ok(report).out())).isEqualTo(before);
        assertThat(ok("export", "--table", "events", "--format", "ndjson").out().length())
                .isLessThan(events.length());

        Run early = millrace.run("report", "--days", "700");
        assertThat(early.exitCode()).isNotZero();
        assertThat(early.err()).contains("has been pruned", "--since ");
        Run asOf = millrace.run("report", "--as-of", "2015-01-01");
        assertThat(asOf.exitCode()).isNotZero();
        assertThat(asOf.err()).contains("pruned");
    }

    @Test
    void sync_after_it_brings_nothing_back() throws IOException {
        ok("prune", "--keep", "180d");
        String events = ok("export", "--table", "events", "--format", "ndjson").out();

        ok("sync", "--sweep");

        assertThat(ok("export", "--table", "events", "--format", "ndjson").out())
                .isEqualTo(events);
    }

    @Test
    void age_that_is_none_or_too_short_is_refused() throws IOException {
        assertThat(millrace.run("prune", "--keep", "400").err()).contains("400d, 60w or 2y");
        assertThat(millrace.run("prune", "--keep", "30d").err()).contains("180d or more");
    }
}
