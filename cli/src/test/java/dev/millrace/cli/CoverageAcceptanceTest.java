package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.model.Coverage;
import dev.millrace.model.Coverage.Behind;
import dev.millrace.model.Coverage.Late;
import dev.millrace.model.Coverage.Left;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that was collected until 31 October and is asked on 29 November. From 17 August on five items a week begin on Monday and are done on
 * Friday; three began on 28 October and are open. What happened in November is not known, and not nothing.
 */
class CoverageAcceptanceTest {

    private static final Instant NOVEMBER = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant OCTOBER = Instant.parse("2026-10-31T08:00:00Z");
    private static final Instant FIRST_MONDAY = Instant.parse("2026-08-17T09:00:00Z");
    private static final int WEEKS = 11;

    @TempDir
    private Path directory;

    private Millrace millrace;

    @BeforeEach
    void fill() throws Exception {
        millrace = Millrace.in(directory)
                .with("COLUMNS", "160")
                .config("store: flow.db\njira: [{id: x, url: 'http://127.0.0.1:9'}]\n")
                .at(OCTOBER);
        assertThat(millrace.piping(facts()).run("import", "-").exitCode()).isZero();
        millrace.at(NOVEMBER);
    }

    @Test
    void weeks_after_the_last_complete_collection_are_not_weeks_of_nothing() throws Exception {
        JsonNode blind = report();
        cover(OCTOBER, whole(OCTOBER));
        JsonNode report = report();

        assertThat(velocity(blind))
                .as("nobody noted it: nothing is cut")
                .isEqualTo("2026-W36 to 2026-W48, full 2026-W37 to 2026-W47");
        assertThat(velocity(report)).isEqualTo("2026-W36 to 2026-W44, full 2026-W37 to 2026-W43");
        assertThat(report.at("/flowVelocity/perFullWeek/value/p50").asLong()).isEqualTo(5);
        assertThat(report.at("/flowLoad/at").asText()).isEqualTo("2026-10-31T08:00:00Z");
        assertThat(report.at("/flowLoad/items/total").asLong()).isEqualTo(3);
        assertThat(report.at("/flowLoad/age/value/p50").toString())
                .contains(String.valueOf(Duration.ofHours(71).toMillis()));
        assertThat(report.at("/forecast/howMany/0/atLeastIn95").asLong())
                .as("4 weeks of 5")
                .isEqualTo(20);
        assertThat(blind.at("/forecast/howMany/0/atLeastIn95").asLong())
                .as("with weeks of 0")
                .isLessThan(20);
        assertThat(report.at("/request/asOf").asText()).isEqualTo(NOVEMBER.toString());
        assertThat(report.at("/request/data/until").asText()).isEqualTo(OCTOBER.toString());
        assertThat(report.at("/request/data/cutAtEnd").asBoolean()).isTrue();
        assertThat(blind.at("/request/data/coverageKnown").asBoolean()).isFalse();
    }

    @Test
    void every_rendering_says_until_when_it_is_known() {
        cover(OCTOBER, whole(OCTOBER));

        Run text = millrace.run("report");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out().replaceAll("\\s+", " "))
                .contains(", data until 2026-10-31 08:00")
                .contains("until 2026-10-31 08:00:00 (last read at that time: 2 sources); no figure contains what "
                        + "happened later");
        assertThat(text.out().replaceAll("\\s+", " "))
                .contains("These data are old: they end at 2026-10-31 08:00, ", "millrace sync");
        assertThat(millrace.run("report", "--markdown").out()).contains("data until 2026-10-31 08:00");
        assertThat(millrace.run("report", "--why", "flow-velocity").out()).contains("data until 2026-10-31 08:00");
        assertThat(text("report", "--as-of", "2026-10-30"))
                .contains("complete: all sources were read until 2026-10-31 08:00:00")
                .doesNotContain("data until");
    }

    @Test
    void store_that_nobody_noted_anything_of_says_so_and_is_cut_nowhere() {
        assertThat(text("report")).contains("it is unknown until when the sources were read, so nothing is cut off");
    }

    @Test
    void one_source_that_failed_beside_others_bounds_what_it_may_be_part_of_and_is_named() throws Exception {
        Instant failed = Instant.parse("2026-10-20T08:00:00Z");
        cover(
                NOVEMBER,
                new Coverage(
                        NOVEMBER,
                        3,
                        List.of(
                                new Behind("github:x/acme/shop/deployments", failed),
                                new Behind("github:x/acme/new/commits", null)),
                        List.of(),
                        List.of(new Left("jira:old/issues", failed.minusSeconds(9)))));

        assertThat(velocity(report())).isEqualTo("2026-W36 to 2026-W43, full 2026-W37 to 2026-W42");
        assertThat(millrace.run("report").out().replaceAll("\\s+", " "))
                .contains("until 2026-10-20 08:00:00 (not read completely since: "
                        + "github:x/acme/shop/deployments; the others until 2026-11-29 12:00:00)")
                .contains("never read completely: github:x/acme/new/commits")
                .contains("no longer collected: jira:old/issues");
    }

    @Test
    void repository_that_failed_cuts_what_it_feeds_and_is_named_beside_what_it_does_not() throws Exception {
        Instant failed = Instant.parse("2026-10-20T08:00:00Z");
        merged("acme/shop", 1);
        merged("acme/bank", 2);
        cover(
                NOVEMBER,
                new Coverage(
                        NOVEMBER,
                        3,
                        List.of(new Behind("github:x/acme/bank/pull-requests", failed)),
                        List.of(),
                        List.of()));

        for (String[] other :
                List.of(new String[] {"--project", "FLW"}, new String[] {"--project", "acme/shop"}, new String[] {
                    "--service", "acme/shop"
                })) {
            JsonNode report = report(other);
            assertThat(report.at("/request/data/cutAtEnd").asBoolean())
                    .as("%s", List.of(other))
                    .isFalse();
            assertThat(report.at("/request/data/until").asText()).isEqualTo(NOVEMBER.toString());
            assertThat(report.at("/request/data/cutBy")).isEmpty();
            assertThat(report.at("/request/data/behindAside/0/source").asText())
                    .isEqualTo("github:x/acme/bank/pull-requests");
            assertThat(text("report", other[0], other[1]))
                    .contains("complete: all sources were read until 2026-11-29 12:00:00")
                    .contains("not read completely, but never had data for this report: "
                            + "github:x/acme/bank/pull-requests");
        }
        for (String[] of : List.of(
                new String[0],
                new String[] {"--project", "acme/bank"},
                new String[] {"--service", "acme/bank"},
                new String[] {"--service", "acme/unheard-of"})) {
            JsonNode report = report(of);
            assertThat(report.at("/request/data/until").asText())
                    .as("%s", List.of(of))
                    .isEqualTo(failed.toString());
            assertThat(report.at("/request/data/cutBy/0").asText()).isEqualTo("github:x/acme/bank/pull-requests");
            assertThat(report.at("/request/data/behindAside")).isEmpty();
        }
    }

    @Test
    void tracker_that_failed_cuts_every_service_and_only_its_own_projects() throws Exception {
        Instant failed = Instant.parse("2026-10-20T08:00:00Z");
        merged("acme/shop", 1);
        cover(NOVEMBER, new Coverage(NOVEMBER, 3, List.of(new Behind("jira:x/issues", failed)), List.of(), List.of()));

        assertThat(report("--project", "FLW").at("/request/data/until").asText())
                .isEqualTo(failed.toString());
        assertThat(report("--service", "acme/shop").at("/request/data/until").asText())
                .as("an issue that nobody has read yet may say that it changes the service")
                .isEqualTo(failed.toString());
        assertThat(report("--project", "acme/shop").at("/request/data/until").asText())
                .isEqualTo(NOVEMBER.toString());
    }

    @Test
    void repository_that_an_item_of_the_project_was_in_cuts_the_project() throws Exception {
        Instant failed = Instant.parse("2026-10-20T08:00:00Z");
        merged("acme/bank", 2);
        String link = "{\"millrace\":\"events/1\"}\n"
                + "{\"fact\":\"link\",\"from\":\"github:x:pull-request:PR_2\",\"to\":\"jira:x:issue:101\",\"relation\":\"closes\",\"rule\":\"closing-reference\"}\n";
        Run linked = millrace.piping(link).run("import", "-");
        assertThat(linked.exitCode()).as(linked.err()).isZero();
        cover(
                NOVEMBER,
                new Coverage(
                        NOVEMBER,
                        3,
                        List.of(new Behind("github:x/acme/bank/deployments", failed)),
                        List.of(),
                        List.of()));

        assertThat(report("--project", "FLW").at("/request/data/until").asText())
                .isEqualTo(failed.toString());
    }

    /** A pull request of that repository that was merged on 2 October. */
    private void merged(String repository, int number) {
        String id = "github:x:pull-request:PR_" + number;
        String facts = "{\"millrace\":\"events/1\"}\n"
                + "{\"fact\":\"snapshot\",\"artifact\":\"" + id + "\",\"key\":\"" + repository + "#" + number
                + "\",\"title\":\"t\",\"project\":\"" + repository
                + "\",\"level\":\"standard\",\"state\":{\"id\":\"merged\",\"name\":\"merged\"},\"createdAt\":\"2026-10-01T08:00:00Z\",\"updatedAt\":\"2026-10-02T08:00:00Z\",\"attributes\":{}}\n"
                + "{\"fact\":\"event\",\"id\":\"" + id + "#created\",\"artifact\":\"" + id
                + "\",\"kind\":\"created\",\"occurredAt\":\"2026-10-01T08:00:00Z\",\"sequence\":0,\"state\":{\"id\":\"open\",\"name\":\"open\"}}\n"
                + "{\"fact\":\"event\",\"id\":\"" + id + "#merged\",\"artifact\":\"" + id
                + "\",\"kind\":\"state-changed\",\"occurredAt\":\"2026-10-02T08:00:00Z\",\"sequence\":1,\"from\":{\"id\":\"open\",\"name\":\"open\"},\"to\":{\"id\":\"merged\",\"name\":\"merged\"}}\n";
        Run run = millrace.piping(facts).run("import", "-");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void source_that_begins_late_cuts_the_begin_and_nothing_is_compared_with_the_time_before() throws Exception {
        Instant late = Instant.parse("2026-10-01T00:00:00Z");
        cover(OCTOBER, new Coverage(OCTOBER, 1, List.of(), List.of(new Late("jira:x/issues", late)), List.of()));

        JsonNode report = report();
        assertThat(velocity(report)).isEqualTo("2026-W40 to 2026-W44, full 2026-W41 to 2026-W43");
        assertThat(report.at("/comparison/rows/5/before/state").asText()).isEqualTo("unknown");
        assertThat(report.at("/comparison/rows/5/change").toString()).contains("2026-10-01 00:00");
        assertThat(millrace.run("report").out().replaceAll("\\s+", " "))
                .contains("from 2026-10-01 00:00:00, before which jira:x/issues has no data; until 2026-10-31");
    }

    @Test
    void months_before_the_first_item_are_no_months_of_nothing() throws Exception {
        millrace.at(OCTOBER);
        JsonNode report = json(millrace.run("report", "--days", "100", "--json"));

        assertThat(velocity(report)).isEqualTo("2026-W34 to 2026-W44, full 2026-W35 to 2026-W43");
        assertThat(report.at("/comparison/rows/5/before/state").asText()).isEqualTo("unknown");
        assertThat(millrace.run("report", "--days", "100").out().replaceAll("\\s+", " "))
                .contains("from 2026-08-17 09:00:00, when the first item was created")
                .contains("Not compared: the window begins before 2026-08-17 09:00, when the first item was created.")
                .doesNotContain("rose");
    }

    @Test
    void window_of_which_nothing_is_known_is_refused_with_the_reason() {
        cover(OCTOBER, whole(OCTOBER));

        Run run = millrace.run("report", "--days", "14");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no data for", "until 2026-10-31T08:00:00Z", "Run millrace sync");
    }

    @Test
    void same_question_has_the_same_answer_after_what_is_known_has_grown() throws Exception {
        cover(OCTOBER, whole(OCTOBER));
        String[] question = {"report", "--json", "--as-of", NOVEMBER.toString(), "--known-at", "2026-11-01T00:00:00Z"};
        String before = millrace.run(question).out();
        cover(NOVEMBER, whole(NOVEMBER));

        assertThat(millrace.run(question).out()).isEqualTo(before);
        assertThat(report().at("/request/data/cutAtEnd").asBoolean()).isFalse();
    }

    @Test
    void all_of_an_items_history_was_captured_only_as_far_as_every_source_was_read() throws Exception {
        String[] show = {"show", "FLW-1"};
        assertThat(text(show)).contains("all of its history was captured; it is unknown until when it was read.");

        cover(NOVEMBER, whole(OCTOBER));
        assertThat(text(show)).contains("all of its history was captured until 2026-10-31 08:00:00.");
        assertThat(text("show", "FLW-1", "--as-of", "2026-10-01")).contains("all of its history was captured.");

        cover(NOVEMBER.plusSeconds(1), partly(new Behind("jira:x/issues", OCTOBER)));
        assertThat(text(show))
                .contains("Not read completely: jira:x/issues It was last read completely until 2026-10-31 "
                        + "08:00:00.")
                .doesNotContain("all of its history");
        assertThat(text("show", "FLW-1", "--as-of", "2026-10-01")).contains("all of its history was captured.");

        cover(NOVEMBER.plusSeconds(2), partly(new Behind("github:x/acme/shop/deployments", null)));
        assertThat(text(show))
                .contains("One other source was not read completely, and may contain data of this item")
                .doesNotContain("all of its history");
        JsonNode capture = json(millrace.run("show", "FLW-1", "--json")).path("capture");
        assertThat(capture.path("otherSourcesBehind").asLong()).isEqualTo(1);
    }

    @Test
    void pull_request_whose_deployments_were_refused_or_cut_off_says_so() throws Exception {
        String facts = "{\"millrace\":\"events/1\"}\n"
                + "{\"fact\":\"snapshot\",\"artifact\":\"github:x:pull-request:PR_1\",\"key\":\"acme/shop#1\",\"title\":\"t\",\"project\":\"acme/shop\",\"level\":\"standard\",\"state\":{\"id\":\"open\",\"name\":\"open\"},\"createdAt\":\"2026-10-01T08:00:00Z\",\"updatedAt\":\"2026-10-01T08:00:00Z\",\"attributes\":{}}\n"
                + "{\"fact\":\"event\",\"id\":\"github:x:pull-request:PR_1#created\",\"artifact\":\"github:x:pull-request:PR_1\",\"kind\":\"created\",\"occurredAt\":\"2026-10-01T08:00:00Z\",\"sequence\":0,\"state\":{\"id\":\"open\",\"name\":\"open\"}}\n";
        assertThat(millrace.piping(facts).run("import", "-").exitCode()).isZero();
        cover(
                NOVEMBER,
                partly(
                        new Behind("github:x/acme/shop/deployments", null),
                        new Behind("github:x/acme/shopping/commits", null)));

        assertThat(text("show", "acme/shop#1"))
                .contains("Not read completely: github:x/acme/shop/deployments It was never read completely")
                .contains("One other source was not read completely")
                .doesNotContain("all of its history");

        cover(NOVEMBER.plusSeconds(1), whole(NOVEMBER));
        String line = "{\"millrace\":\"events/1\"}\n"
                + "{\"fact\":\"ledger\",\"tool\":\"github:x\",\"scope\":\"acme/shop\",\"measure\":\"deployments\",\"expected\":45,\"captured\":20}\n";
        assertThat(millrace.piping(line).run("import", "-").exitCode()).isZero();
        assertThat(text("show", "acme/shop#1"))
                .contains("Incomplete: 20 of 45 deployments captured, of acme/shop")
                .doesNotContain("all of its history");
    }

    private String text(String... arguments) {
        Run run = millrace.run(arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().replaceAll("\\s+", " ");
    }

    private static Coverage partly(Behind... behind) {
        return new Coverage(NOVEMBER, 1, List.of(behind), List.of(), List.of());
    }

    @Test
    void time_still_to_come_is_refused() {
        Run run = millrace.run("report", "--as-of", "2026-12-31");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--as-of: 2026-12-31 is in the future");
    }

    private static Coverage whole(Instant until) {
        return new Coverage(until, 2, List.of(), List.of(), List.of());
    }

    private void cover(Instant at, Coverage coverage) {
        try (FlowStore store = SqliteFlowStore.open(directory.resolve("flow.db"), InstantSource.fixed(at))) {
            store.cover(coverage);
        }
    }

    private JsonNode report(String... options) throws Exception {
        return json(millrace.run(
                Stream.concat(Stream.of("report", "--json"), Stream.of(options)).toArray(String[]::new)));
    }

    private static JsonNode json(Run run) throws Exception {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JsonMapper.builder().build().readTree(run.out());
    }

    /** Which weeks the velocity has, and which of them are whole; all of those in between too. */
    private static String velocity(JsonNode report) {
        List<JsonNode> weeks = list(report.at("/flowVelocity/weeks"));
        List<JsonNode> full =
                weeks.stream().filter(week -> !week.path("partial").asBoolean()).toList();
        return span(weeks) + ", full " + span(full);
    }

    private static String span(List<JsonNode> weeks) {
        return weeks.get(0).path("isoWeek").asText() + " to "
                + weeks.get(weeks.size() - 1).path("isoWeek").asText();
    }

    private static List<JsonNode> list(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String facts() {
        StringBuilder lines = new StringBuilder("{\"millrace\":\"events/1\"}\n");
        for (String state : List.of("1 Open new", "2 Doing indeterminate", "3 Done done")) {
            String[] parts = state.split(" ");
            lines.append("{\"fact\":\"state\",\"tool\":\"jira:x\",\"id\":\"" + parts[0] + "\",\"name\":\"" + parts[1]
                    + "\",\"category\":\"" + parts[2] + "\"}\n");
        }
        int number = 0;
        for (int week = 0; week < WEEKS; week++) {
            Instant monday = FIRST_MONDAY.plus(Duration.ofDays(7L * week));
            for (int i = 0; i < 5; i++) {
                boolean last = week == WEEKS - 1;
                if (!last) {
                    issue(lines, ++number, monday, monday.plus(Duration.ofDays(4)));
                } else if (i < 3) {
                    issue(lines, ++number, monday.plus(Duration.ofDays(2)), null);
                }
            }
        }
        return lines.toString();
    }

    private static void issue(
            StringBuilder lines, int n, Instant begun, @org.jspecify.annotations.Nullable Instant done) {
        String id = "jira:x:issue:" + (100 + n);
        String state = done == null ? "{\"id\":\"2\",\"name\":\"Doing\"}" : "{\"id\":\"3\",\"name\":\"Done\"}";
        lines.append("{\"fact\":\"snapshot\",\"artifact\":\"" + id + "\",\"key\":\"FLW-" + n
                + "\",\"title\":\"t\",\"project\":\"FLW\","
                + "\"type\":{\"id\":\"1\",\"name\":\"Story\"},\"level\":\"standard\",\"state\":" + state
                + ",\"createdAt\":\"" + begun + "\",\"updatedAt\":\""
                + (done == null ? begun : done) + "\",\"attributes\":{}}\n");
        lines.append("{\"fact\":\"event\",\"id\":\"" + id + "#created\",\"artifact\":\"" + id
                + "\",\"kind\":\"created\",\"occurredAt\":\"" + begun
                + "\",\"sequence\":0,\"state\":{\"id\":\"1\",\"name\":\"Open\"}}\n");
        change(lines, id, 1, begun, "{\"id\":\"1\",\"name\":\"Open\"}", "{\"id\":\"2\",\"name\":\"Doing\"}");
        if (done != null) {
            change(lines, id, 2, done, "{\"id\":\"2\",\"name\":\"Doing\"}", "{\"id\":\"3\",\"name\":\"Done\"}");
        }
    }

    private static void change(StringBuilder lines, String id, int n, Instant at, String from, String to) {
        lines.append("{\"fact\":\"event\",\"id\":\"" + id + "#" + n + "\",\"artifact\":\"" + id
                + "\",\"kind\":\"state-changed\",\"occurredAt\":\"" + at + "\",\"sequence\":" + n + ",\"from\":" + from
                + ",\"to\":"
                + to + "}\n");
    }
}
