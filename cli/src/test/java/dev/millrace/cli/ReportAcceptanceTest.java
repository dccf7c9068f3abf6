package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;
import dev.millrace.model.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code millrace report} on all real issues. */
@ExtendWith(SyncedRealJira.class)
class ReportAcceptanceTest {

    private final Synced synced;

    @TempDir
    private Path folder;

    ReportAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @Test
    void every_item_is_accounted_for_and_every_figure_says_what_it_stands_on() throws Exception {
        JsonNode report = json("--all");
        List<ItemFlow> items = synced.flows(Millrace.NOW).stream()
                .filter(flow -> flow.item().level() != Level.PORTFOLIO)
                .toList();
        List<ItemFlow> done =
                items.stream().filter(flow -> flow.status() == Status.DONE).toList();

        assertThat(report.at("/items/counted").asInt()).isEqualTo(items.size());
        assertThat(report.at("/items/offered").asInt())
                .as("with epics")
                .isEqualTo(synced.flows(Millrace.NOW).size());
        assertThat(report.at("/flowVelocity/done/total").asInt())
                .isEqualTo(done.size())
                .isGreaterThan(500);
        long measured = done.stream()
                .filter(flow -> flow.flowTime().measured().isPresent())
                .count();
        assertThat(report.at("/flowTime/outcomes/measured").asLong())
                .isEqualTo(measured)
                .isPositive();
        assertThat(report.at("/flowTime/outcomes/others").findValuesAsText("code"))
                .as("why the others have none")
                .contains("never-started");
        assertThat(report.at("/leadTime/outcomes/measured").asInt()).isEqualTo(done.size());
    }

    @Test
    void the_share_of_done_items_that_never_started_is_there_with_the_ways_they_took() throws Exception {
        List<ItemFlow> done = synced.flows(Millrace.NOW).stream()
                .filter(flow -> flow.item().level() != Level.PORTFOLIO && flow.status() == Status.DONE)
                .toList();
        long never = done.stream().filter(flow -> !flow.started()).count();

        JsonNode neverStarted = json("--all").path("neverStarted");

        assertThat(neverStarted.path("n").asLong()).isEqualTo(never).isPositive();
        assertThat(neverStarted.at("/share/value").asDouble()).isEqualTo((double) never / done.size());
        assertThat(neverStarted.at("/causes/0/paths/0/states").toString()).isEqualTo("[\"Open\",\"Resolved\"]");
    }

    @Test
    void the_terminal_shows_the_figures_with_n_and_the_reasons_of_what_is_unknown() {
        Run run = synced.run("report", "--all");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("Flow time", "Flow efficiency", "Flow velocity", "Flow load", "Flow distribution")
                .contains("n = ")
                .contains("never started")
                .doesNotContain("NaN")
                .doesNotContain("\u001b");
    }

    @Test
    void a_window_in_which_nothing_was_done_says_so_and_what_to_do() {
        Run run = synced.run("report");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("to 2026-11-01 13:00:00 No item was done in this window. ")
                .contains("1. Look at everything, with millrace report --all.");
    }

    @Test
    void a_report_without_any_item_says_why() {
        assertThat(synced.run("report", "--as-of", "2001-01-01").out())
                .contains("1. Collect items, with millrace sync.", "The store has no item that existed at that time");
        assertThat(synced.run("report", "--all", "--as-of", "2001-01-01").err())
                .isEqualTo("millrace: the store holds no item that existed as of 2001-01-01T22:59:59.999Z."
                        + " Run millrace sync or millrace import first, or let tools post to millrace serve.\n");
        assertThat(synced.run("report", "--project", "NONE").err()).startsWith("--project NONE matches none of the ");
    }

    @Test
    void the_window_and_the_items_can_be_chosen() throws Exception {
        JsonNode report =
                json("--since", "2013-01-01", "--until", "2013-12-31", "--project", "fcrepo", "--type", "Defect");

        assertThat(report.at("/request/window/start").asText()).isEqualTo("2012-12-31T23:00:00Z");
        assertThat(report.at("/request/window/end").asText()).isEqualTo("2013-12-31T23:00:00Z");
        assertThat(report.at("/request/filter/projects").toString()).isEqualTo("[\"FCREPO\"]");
        assertThat(report.at("/flowVelocity/done/total").asInt()).isPositive();
        assertThat(report.at("/flowVelocity/done/defect").asInt())
                .isEqualTo(report.at("/flowVelocity/done/total").asInt());
    }

    @Test
    void the_same_two_instants_give_the_same_bytes() throws Exception {
        String[] asked = {"report", "--json", "--days", "365", "--as-of", "2013-06-30", "--known-at", "2026-12-31"};

        assertThat(synced.run(asked).out()).isEqualTo(synced.run(asked).out());
    }

    @Test
    void a_page_is_written_whole_under_its_usual_name() throws Exception {
        Run run = Millrace.in(folder)
                .config("store: %s\njira:\n  - url: http://localhost\n"
                        .formatted(synced.directory().resolve("millrace.db")))
                .run("report", "--all", "--html");

        assertThat(run.err()).isEqualTo("wrote " + folder.resolve("millrace-report.html") + "\n");
        assertThat(Files.readString(folder.resolve("millrace-report.html")))
                .startsWith("<!DOCTYPE html>")
                .contains("Flow efficiency")
                .endsWith("</html>\n");
    }

    @Test
    void a_brief_report_fits_a_screen_and_says_last_what_to_know_first() {
        String whole = synced.run("report", "--all").out().replaceAll("\\s+", " ");
        Run run = Millrace.in(synced.directory()).with("COLUMNS", "80").run("report", "--all", "--brief");
        List<String> lines = run.out().lines().toList();

        assertThat(run.exitCode()).isZero();
        assertThat(lines).hasSizeLessThanOrEqualTo(40);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        String verdict = String.join(" ", lines.subList(lines.lastIndexOf("") + 1, lines.size()));
        assertThat(verdict).endsWith(".");
        assertThat(whole).contains(verdict);
    }

    @Test
    void a_portfolio_of_real_issues_has_the_item_time_of_their_report_and_no_money_without_rates() throws Exception {
        JsonNode portfolio = json("--all", "--portfolio");
        JsonNode report = json("--all");

        assertThat(portfolio.at("/effort/all/activeMs")).isEqualTo(report.at("/flowLoad/timeInWindow/activeMs"));
        assertThat(portfolio.at("/effort/all/unmappedMs")).isEqualTo(report.at("/flowLoad/timeInWindow/unmappedMs"));
        assertThat(portfolio.at("/effort/all/items")).isEqualTo(report.at("/items/counted"));
        assertThat(portfolio.at("/effort/all/waitingCost").isNull()).isTrue();
        assertThat(portfolio.at("/products/0/flowTime")).isEqualTo(report.path("flowTime"));
        Run text = synced.run("report", "--all", "--portfolio");
        assertThat(text.out())
                .contains("Where effort and waiting went", "Unclassified")
                .doesNotContain("EUR");
    }

    @ParameterizedTest
    @CsvSource({"--brief,", "--why,flow-time", "--metric,flow-time", "--by,team", "--team,web"})
    void a_portfolio_is_about_everything(String option, String value) {
        Run run = value == null
                ? synced.run("report", "--portfolio", option)
                : synced.run("report", "--portfolio", option, value);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--portfolio is one page over everything: it goes with a window");
    }

    @Test
    void a_brief_report_is_for_people_and_json_has_a_summary_instead() {
        Run run = synced.run("report", "--brief", "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--brief is for people: the summary of --json says the same");
    }

    @Test
    void windows_are_compared_and_what_comes_is_forecast_without_being_asked_for() throws Exception {
        JsonNode report = json(
                "--since", "2012-01-02", "--until", "2012-07-01", "--as-of", "2012-07-01", "--project", "DURACLOUD");

        assertThat(report.at("/comparison/before/end")).isEqualTo(report.at("/request/window/start"));
        assertThat(report.at("/comparison/rows").size()).isEqualTo(9);
        assertThat(report.at("/forecast/refused").isNull()).isTrue();
        assertThat(report.at("/forecast/history").size()).isEqualTo(26);
        assertThat(report.at("/forecast/howMany/0/backTest/forecasts").asInt()).isEqualTo(40);
        assertThat(report.at("/forecast/howMany/0/weeks").asInt()).isEqualTo(4);
        assertThat(report.at("/forecast/howLong/0/items")).isEqualTo(report.at("/flowLoad/items/total"));
        assertThat(json("--all").has("comparison"))
                .as("there is nothing before all")
                .isFalse();
    }

    @Test
    void too_few_weeks_before_the_end_of_the_window_have_no_forecast_and_it_says_why() {
        Run run = synced.run("report", "--all", "--as-of", "2007-03-20", "--metric", "forecast");

        assertThat(run.out())
                .containsPattern("No forecast: \\d full weeks are known before the end of the window, and a")
                .doesNotContain("Flow time");
    }

    @Test
    void groups_have_the_figures_that_a_report_on_them_alone_would_have() throws Exception {
        JsonNode groups = json("--all", "--by", "project").at("/breakdown/groups");

        assertThat(groups.size()).isGreaterThan(5);
        // a deep run looks at each of them
        for (int n = 0; n < groups.size(); n += Boolean.getBoolean("millrace.deep") ? 1 : 3) {
            JsonNode group = groups.get(n);
            JsonNode alone = json(
                    "--all",
                    "--metric",
                    "flow-velocity,flow-time,flow-efficiency,flow-load",
                    "--project",
                    group.path("name").asText());
            assertThat(group.path("done"))
                    .as(group.path("name").asText())
                    .isEqualTo(alone.at("/flowVelocity/done/total"));
            assertThat(group.path("flowTime")).isEqualTo(alone.path("flowTime"));
            assertThat(group.path("flowEfficiency")).isEqualTo(alone.path("flowEfficiency"));
            assertThat(group.path("load")).isEqualTo(alone.at("/flowLoad/items/total"));
        }
    }

    @Test
    void a_report_can_be_limited_to_some_metrics() throws Exception {
        List<String> names = new ArrayList<>();
        json("--all", "--metric", "flow-time,ageing").fieldNames().forEachRemaining(names::add);

        assertThat(names).containsExactly("format", "summary", "request", "valueStream", "items", "flowTime", "ageing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --days 0                               | --days must be 1 to 36,500, not 0
        --days 30 --all                        | choose one of --since, --days and --all
        --since 2014-05-31 --until 2014-01-01  | --since (2014-05-30T22:00:00Z) is not before the end of the window (2014-01-01T23:00:00Z)
        --since soon                           | --since: "soon" is neither a date such as 2024-05-31 nor an instant such as 2024-05-31T12:00:00Z
        --type bug                             | --type: there is no "bug"; choose one of feature, defect, risk, debt, unclassified
        --type featur                          | --type: there is no "featur" (did you mean feature?); choose one of feature, defect, risk, debt, unclassified
        --zone Mars                            | --zone: "Mars" is not a time zone; write one such as Europe/Berlin or UTC
        --project=                             | --project needs the key of a project
        --by person                            | --by: there is no "person"; choose one of team, service, type, project, origin
        --compare yesterday                    | --compare: "yesterday" is neither none nor two dates such as 2024-01-01..2024-03-31
        --compare 2014-01-01..2013-01-01       | --compare: 2013-12-31T23:00:00Z is not before 2013-01-01T23:00:00Z
        --forecast-weeks 0                     | --forecast-weeks must be 1 to 520, not 0
        --metric velocity                      | --metric: there is no "velocity"
        --since 1900-01-01                     | is longer than 100 years
        """)
    void what_cannot_be_meant_is_answered_with_what_can(String options, String message) {
        Run run = synced.run(("report " + options).split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private JsonNode json(String... options) throws Exception {
        String[] command = new String[options.length + 2];
        command[0] = "report";
        command[1] = "--json";
        System.arraycopy(options, 0, command, 2, options.length);
        Run run = synced.run(command);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }
}
