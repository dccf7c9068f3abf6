package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.UserError;
import dev.millrace.app.query.Queries;
import dev.millrace.app.report.ReportQuestion;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.config.ConfigReader;
import dev.millrace.config.MillraceConfig;
import dev.millrace.model.Knowledge;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.view.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A definition changes what reports, items and exports say, and its mistakes are told before anything is tried. */
@ExtendWith(SyncedRealJira.class)
class StreamAcceptanceTest {

    @TempDir
    private Path folder;

    private final Synced synced;

    StreamAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @Test
    void without_a_definition_the_default_holds_and_guesses_are_listed() {
        Run check = synced.run("stream", "check");
        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).contains("version default-5", "Patch Available", "-> unmapped, ", " items");
        assertThat(check.out())
                .as("resolutions and links that no definition names")
                .contains(
                        "Answered (id 7) of jira:", "-> delivered, 11 items", "guessed from their words", "  blocks, ");
        assertThat(synced.run("doctor", "--offline", "--json").out())
                .as("a wrong guess counts what was cancelled as delivered")
                .contains("guessed-resolution", "Answered", "counts as delivered", "11 issues");
        assertThat(synced.run("stream", "show").out()).contains("In review", "no rule matches", "category done");
    }

    @Test
    void definition_renames_stages_in_report_item_and_export_and_is_named_there() throws IOException {
        Millrace millrace = defined("""
            version: autumn-2026
            streams:
              - id: apache
                name: Apache
                scope: {projects: [ANY23, DRILL, KNOX, T*]}
                stages:
                  - {id: inbox, kind: new}
                  - {id: in-progress, name: Somebody is on it, kind: active}
                  - {id: patch, name: A patch lies there, kind: waiting, waitingFor: review}
                  - {id: shipped, kind: done}
                  - {id: dropped, kind: cancelled}
                states: [{name: Patch Available, stage: patch}, {id: "3", stage: in-progress}]
              - id: rest
            """);

        assertThat(millrace.run("report", "--all").exitCode())
                .as("one must be chosen")
                .isEqualTo(ExitCode.USAGE);
        assertThat(millrace.run("report", "--all").err()).contains("--stream: apache, rest");
        Run report = millrace.run("report", "--all", "--stream", "apache", "--markdown");
        assertThat(report.out()).contains("Apache", "autumn-2026", "A patch lies there");
        assertThat(millrace.run("export", "--table", "visits", "--format", "csv", "--stream", "apache")
                        .out())
                .contains(",shipped,")
                .doesNotContain(",to-do,");
        assertThat(millrace.run("report", "--stream", "apche").err()).contains("did you mean apache?");
    }

    @Test
    void mistakes_of_a_definition_are_told_with_file_line_and_column() throws IOException {
        Run run = defined("streams:\n  - id: a\n    stalledAfter: soon\n").run("report");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("stream.yml:3:19: streams[0].stalledAfter");
    }

    @Test
    void working_time_of_a_team_stands_beside_calendar_time() throws IOException {
        Millrace millrace = defined("""
            teams:
              - id: drill
                scope: {projects: [DRILL, ANY23, KNOX, T*, D*, F*]}
                calendar: {zone: Europe/Berlin, hours: {weekdays: "09:00-17:00"}}
            """);

        String[] lines = millrace.run("export", "--table", "items", "--format", "csv")
                .out()
                .split("\n");
        assertThat(lines[0]).endsWith(",team,working_active_ms,working_waiting_ms,working_elapsed_ms");
        assertThat(lines).anyMatch(line -> line.matches(".*,drill,\\d+,\\d+,[1-9]\\d*"));
        String key = Stream.of(lines)
                .filter(line -> line.matches(".*,drill,\\d+,\\d+,[1-9]\\d*"))
                .map(line -> line.split(",")[1])
                .findFirst()
                .orElseThrow();
        assertThat(millrace.run("show", key).out()).contains("Working time");
        assertThat(millrace.run("show", key, "--markdown").out()).contains("team drill, Europe/Berlin");
    }

    @Test
    void hub_answers_for_a_team_by_service_and_refuses_one_that_is_not_there() throws IOException {
        defined("""
            teams: [{id: drill, name: Drill team, scope: {projects: DRILL}}]
            services: [{id: query, name: Query engine, scope: {projects: DRILL}}]
            """);
        MillraceConfig config = new ConfigReader(Map.of()).readWithoutTokens(folder.resolve("millrace.yml"));
        Queries queries = new Queries(config.definition(), config.zone(), InstantSource.fixed(Millrace.NOW));
        try (FlowStore store = SqliteFlowStore.open(folder.resolve("millrace.db"), InstantSource.system())) {
            Knowledge knowledge = new Knowledge(Millrace.NOW, Millrace.NOW);
            String answer = ReportJson.render(queries.report(store, question("drill"), knowledge));

            assertThat(answer)
                    .contains(
                            "Default value stream, team Drill team",
                            "\"team\" : \"Drill team\"",
                            "\"name\" : \"Query engine\"");
            assertThat(answer).doesNotContain("\"name\" : \"KNOX\"");
            assertThatThrownBy(() -> queries.report(store, question("dril"), knowledge))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("did you mean drill?");
        }
    }

    private static ReportQuestion question(String team) {
        return new ReportQuestion(
                Optional.of("2012-01-01"),
                Optional.of("2021-12-31"),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(team),
                Optional.empty(),
                Optional.of("service"),
                Optional.empty());
    }

    @Test
    void schema_is_printed_for_editors() {
        assertThat(synced.run("stream", "schema").out()).contains("\"$id\": \"urn:millrace:value-stream:1\"");
    }

    private Millrace defined(String definition) throws IOException {
        Files.writeString(folder.resolve("stream.yml"), definition);
        Files.copy(synced.directory().resolve("millrace.db"), folder.resolve("millrace.db"));
        return Millrace.in(folder).config("jira: [{url: \"https://jira.example.org\"}]\nvalueStream: stream.yml\n");
    }
}
