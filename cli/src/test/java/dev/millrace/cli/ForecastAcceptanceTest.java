package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.cli.SyncedRealJira.Synced;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.ItemFlow.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code millrace forecast} on real issues. */
@ExtendWith(SyncedRealJira.class)
class ForecastAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** In the years before, DuraCloud finished items at an even pace. */
    private static final String WHEN = "2012-07-01";

    private final Synced synced;

    ForecastAcceptanceTest(Synced synced) {
        this.synced = synced;
    }

    @Test
    void items_of_a_list_are_done_alone_or_behind_what_is_in_progress_and_the_record_stands_beside() throws Exception {
        List<ItemFlow> then = synced.flows(Instant.parse("2012-07-01T23:59:59.999Z")).stream()
                .filter(flow -> flow.item().project().equals("DURACLOUD"))
                .toList();
        List<String> open = then.stream()
                .filter(flow -> flow.status() == Status.NOT_STARTED || flow.status() == Status.IN_FLOW)
                .map(flow -> flow.item().key())
                .distinct()
                .limit(3)
                .toList();
        long inProgress =
                then.stream().filter(flow -> flow.status() == Status.IN_FLOW).count();
        long asked = then.stream()
                .filter(flow -> open.contains(flow.item().key()) && flow.status() == Status.IN_FLOW)
                .count();
        assertThat(open).hasSize(3);

        List<String> line = new ArrayList<>(List.of("forecast"));
        line.addAll(open);
        line.addAll(List.of("--project", "DURACLOUD", "--as-of", WHEN));
        JsonNode answer = json(line);
        assertThat(answer.path("open").asLong()).isEqualTo(3);
        assertThat(answer.path("othersInProgress").asLong()).isEqualTo(inProgress - asked);
        assertThat(answer.at("/alone/items").asLong()).isEqualTo(3);
        assertThat(answer.at("/behindOthers/weeksIn85").asInt())
                .isGreaterThanOrEqualTo(answer.at("/alone/weeksIn85").asInt());
        JsonNode report = JSON.readTree(synced.run(
                        "report",
                        "--project",
                        "DURACLOUD",
                        "--as-of",
                        WHEN,
                        "--forecast-weeks",
                        "26",
                        "--forecast-items",
                        "3",
                        "--json")
                .out());
        assertThat(answer.path("alone")).isEqualTo(report.at("/forecast/howLong/0"));

        Run text = synced.run(line.toArray(String[]::new));
        assertThat(text.out().replaceAll("\\s+", " "))
                .contains("3 items are open. With 85% confidence done by 20")
                .containsPattern("(Of the last \\d+ such forecasts at 85%, \\d+ held|Not tested)");
    }

    @Test
    void a_version_stands_for_the_issues_that_it_fixes() throws Exception {
        Run unknown = synced.run("forecast", "--fix-version", "no such version");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("no captured issue names the version", "some that are named: ");
        String version = unknown.err().replaceAll("(?s).*some that are named: ([^,\\n]*)[,\\n].*", "$1");

        JsonNode answer = json(List.of("forecast", "--fix-version", version.toUpperCase(Locale.ROOT)));
        assertThat(answer.path("items").size()).isPositive();
        assertThat(answer.path("items").findValuesAsText("status")).doesNotContain("");
    }

    @Test
    void nothing_named_is_a_mistake_of_the_command_line() {
        Run run = synced.run("forecast");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("name the items: keys of issues, pull requests or epics, or a version");
    }

    private JsonNode json(List<String> line) throws Exception {
        List<String> all = new ArrayList<>(line);
        all.add("--json");
        Run run = synced.run(all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }
}
