package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.query.Queries;
import dev.millrace.app.report.ReportQuestion;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.config.ConfigReader;
import dev.millrace.model.Coverage;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.view.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scope or a filter that matches nothing is named, with what there is instead. */
class NothingMatchedAcceptanceTest {

    private static final String WEB =
            "the scope of the stream web matches none of the 4 items that could match; there are SHOP (3), OPS (1)";

    @TempDir
    private Path folder;

    private Millrace millrace;

    @BeforeEach
    void store() throws IOException {
        millrace = SmallStore.in(folder);
        millrace.config("""
                store: flow.db
                valueStream:
                  streams: [{id: web, scope: {projects: WEB}}, {id: all}]
                  teams: [{id: pay, name: Payments, scope: {projects: PAY}}]
                """);
    }

    @Test
    void report_names_the_scope_in_words_page_and_json() {
        Run words = millrace.run("report", "--stream", "web");

        assertThat(words.exitCode()).isZero();
        assertThat(words.err()).isEqualTo(WEB + "\n");
        assertThat(words.out().replaceAll("\\s+", " "))
                .contains("T" + WEB.substring(1))
                .doesNotContain("has no item");
        assertThat(millrace.run("report", "--stream", "web", "--json").out()).contains("\"note\" : \"" + WEB + '"');
        assertThat(millrace.run("report", "--stream", "web", "--all").err()).isEqualTo(WEB + "\n");
        assertThat(millrace.run("report", "--stream", "all", "--json").out()).doesNotContain("\"note\"");
    }

    @Test
    void export_names_it_and_writes_the_header() {
        Run run = millrace.run("export", "--table", "items", "--format", "csv", "--stream", "web");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(1);
        assertThat(run.err()).isEqualTo(WEB + "\n");
    }

    @Test
    void the_first_of_several_conditions_that_nothing_passes_is_named() {
        assertThat(millrace.run("report", "--stream", "all", "--team", "pay").err())
                .startsWith(
                        "the scope of the team Payments matches none of the 4 items that could match; there are SHOP (3)");
        assertThat(millrace.run("report", "--stream", "all", "--project", "SHIP")
                        .err())
                .isEqualTo(
                        "--project SHIP matches none of the 4 items that could match; there are SHOP (3), OPS (1)\n");
        assertThat(millrace.run("report", "--stream", "all", "--project", "OPS", "--type", "risk")
                        .err())
                .isEqualTo("none of the items is of --type risk\n");
    }

    @Test
    void hub_names_it_too_but_no_names_to_who_asked_for_a_part() {
        var config = new ConfigReader(Map.of()).readWithoutTokens(folder.resolve("millrace.yml"));
        Queries queries = new Queries(config.definition(), config.zone(), InstantSource.fixed(Millrace.NOW));
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("flow.db"), InstantSource.system())) {
            Knowledge knowledge = new Knowledge(Millrace.NOW, Millrace.NOW);

            assertThat(ReportJson.render(queries.report(store, question(List.of()), knowledge)))
                    .contains("\"note\" : \"" + WEB + '"');
            assertThat(ReportJson.render(queries.report(store, question(List.of("WEB")), knowledge)))
                    .contains("no item matches the request")
                    .doesNotContain("SHOP", "OPS");
        }
    }

    @Test
    void hub_names_no_source_to_who_asked_for_a_part() {
        var config = new ConfigReader(Map.of()).readWithoutTokens(folder.resolve("millrace.yml"));
        Queries queries = new Queries(config.definition(), config.zone(), InstantSource.fixed(Millrace.NOW));
        Instant then = Millrace.NOW.minus(Duration.ofDays(3));
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("flow.db"), InstantSource.fixed(Millrace.NOW))) {
            store.cover(new Coverage(
                    Millrace.NOW,
                    1,
                    List.of(
                            new Coverage.Behind("github:x/acme/hidden-behind/commits", then),
                            new Coverage.Behind("github:x/acme/hidden-unread/commits", null)),
                    List.of(new Coverage.Late("jira:hidden-late/issues", then.minus(Duration.ofDays(60)))),
                    List.of(new Coverage.Left("jira:hidden-left/issues", then))));
            Knowledge knowledge = new Knowledge(Millrace.NOW, Millrace.NOW);

            assertThat(ReportJson.render(queries.report(store, question(List.of()), knowledge)))
                    .contains("hidden-behind", "hidden-unread", "hidden-late", "hidden-left");
            assertThat(ReportJson.render(queries.report(store, question(List.of("WEB")), knowledge)))
                    .contains("a source")
                    .doesNotContain("hidden");
        }
    }

    private static ReportQuestion question(List<String> projects) {
        return new ReportQuestion(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                projects,
                List.of(),
                List.of(),
                Optional.of("web"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void a_scope_by_paths_is_refused_because_no_source_tells_them() throws IOException {
        Files.writeString(
                folder.resolve("millrace.yml"), "valueStream:\n  streams: [{id: a, scope: {paths: web/*}}]\n");

        Run run = millrace.run("stream", "check");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("millrace.yml:2:36: valueStream.streams[0].scope.paths: no source reports which "
                        + "files were changed, so nothing could ever match: use labels, jobs or repositories");
    }
}
