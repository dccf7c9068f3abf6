package dev.millrace.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.chain.ItemFlows;
import dev.millrace.cli.ExitCode;
import dev.millrace.cli.Millrace;
import dev.millrace.cli.Millrace.Run;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.DeployedTruth;
import dev.millrace.demo.company.IssueType;
import dev.millrace.demo.company.SimulatedIssue;
import dev.millrace.demo.company.Simulation;
import dev.millrace.demo.company.Status;
import dev.millrace.document.Formats;
import dev.millrace.flow.ItemFlow;
import dev.millrace.jira.panel.IssueProperty;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.Knowledge;
import dev.millrace.reach.ChangeReach;
import dev.millrace.reach.ItemReach;
import dev.millrace.reach.Stop;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace demo} as a whole: real collectors over real HTTP, a real store, and what people get to see. */
class DemoAcceptanceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path directory;

    private static Run first;
    private static Run second;
    private static final Map<DemoArtifact, byte[]> OF_THE_FIRST = new HashMap<>();

    @BeforeAll
    static void run() throws IOException {
        first = DemoOnce.into(directory);
        for (DemoArtifact picture : DemoArtifact.values()) {
            OF_THE_FIRST.put(picture, Files.readAllBytes(file(picture)));
        }
        second = Millrace.in(directory).run("demo", "--json");
    }

    @Test
    void it_names_the_constraint_that_was_built_into_the_company_with_its_evidence() throws IOException {
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .containsPattern("Waiting for first review is the bottleneck: it has \\d\\d% of the waiting "
                        + "visit-time, \\d\\d points more\\s+than the second");
        JsonNode bottleneck = JSON.readTree(second.out()).path("report").path("bottleneck");
        assertThat(bottleneck.toString()).contains("Waiting for first review");
    }

    @Test
    void it_answers_whether_it_is_getting_better_against_the_three_months_before() throws IOException {
        assertThat(first.out().replaceAll("\\s+", " "))
                .contains("Waiting for first review holds the stream up")
                .containsPattern(
                        "The median visit takes 1 d \\d+ h since 2026-09-\\d\\d, and took 1?\\d h \\d+ min before")
                .containsPattern("\\d of \\d\\d items in progress are late");
        JsonNode report = JSON.readTree(second.out()).path("report");
        Map<String, String> changes = new HashMap<>();
        for (JsonNode row : report.at("/comparison/rows")) {
            changes.put(
                    row.path("metric").asText() + ' ' + row.path("measure").asText(""),
                    row.path("verdict").asText());
        }
        assertThat(changes)
                .containsEntry("flow-time p50", "rose")
                .containsEntry("flow-time p85", "rose")
                .containsEntry("lead-time-for-changes p50", "rose");
        assertThat(report.at("/inProgress/expectation/withinMs").asLong())
                .isEqualTo(Duration.ofDays(10).toMillis());
        assertThat(report.at("/inProgress/worst"))
                .as("what an item waits for leads to its tool")
                .anySatisfy(
                        entry -> assertThat(entry.at("/place/url").asText()).startsWith(Company.GITHUB + "/fernmoor/"));
    }

    @Test
    void it_has_failures_incidents_and_unknowns_to_look_at() throws IOException {
        JsonNode report = JSON.readTree(second.out()).path("report");
        assertThat(report.at("/changeFailRate/failures/incident").asLong()).isPositive();
        assertThat(report.at("/accounts/deployments/leftOut/notSucceeded").asLong())
                .isPositive();
        assertThat(report.at("/accounts/incidents/counted").asLong()).isPositive();
        assertThat(report.at("/accounts/incidents/leftOut/noService").asLong()).isZero();
        assertThat(report.at("/flowEfficiency/outcomes/others").findValuesAsText("state"))
                .contains("unknown");
    }

    @Test
    void it_says_what_it_does_what_it_wrote_and_what_to_try_next() {
        assertThat(first.err())
                .contains(
                        "Simulating a company",
                        "jira:demo/issues: ",
                        "Imported the builds",
                        "requests a wait of 1 s: HTTP 429");
        for (DemoArtifact picture : DemoArtifact.values()) {
            assertThat(first.out()).contains(picture.file(), picture.what());
        }
        assertThat(first.out()).contains("  millrace show SHOP-177 --config millrace-demo/millrace.yml");
        assertThat(first.out() + first.err()).doesNotContain("\u001b");
    }

    @Test
    void the_same_again_gives_the_same_bytes() throws IOException {
        assertThat(second.exitCode()).isZero();
        for (DemoArtifact picture : DemoArtifact.values()) {
            assertThat(file(picture)).hasBinaryContent(OF_THE_FIRST.get(picture));
        }
        try (var files = Files.list(directory.resolve("millrace-demo"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            ".millrace-demo",
                            "builds.ndjson",
                            "demo.db",
                            "demo.db.key",
                            "millrace.yml",
                            "report.html",
                            "jira-panel.html",
                            "jira-property.json",
                            "github-step-summary.md",
                            "jenkins-card.html");
        }
    }

    @Test
    void the_collectors_capture_everything_the_company_has() throws IOException {
        Company company = Simulation.of(Company.SEED);
        JsonNode answer = JSON.readTree(second.out());
        Map<String, Long> items = new HashMap<>();
        for (JsonNode source : answer.path("sources")) {
            assertThat(source.path("problemCount").asLong())
                    .as(source.toString())
                    .isZero();
            String id = source.path("source").asText();
            items.merge(
                    id.substring(id.lastIndexOf('/') + 1), source.path("items").asLong(), Long::sum);
        }
        assertThat(items)
                .containsEntry("issues", (long) company.issues().size())
                .containsEntry("pull-requests", (long) company.pullRequests().size())
                .containsEntry("deployments", (long) company.deployments().size())
                .containsEntry(
                        "commits",
                        company.trunks().stream()
                                .mapToLong(trunk -> trunk.commits().size())
                                .sum());
        try (FlowStore store = SqliteFlowStore.open(store(), InstantSource.fixed(Company.END))) {
            store.forEachLedgerEntry(
                    new Knowledge(Instant.MAX, Instant.MAX),
                    entry -> assertThat(entry.incomplete()).as(entry.toString()).isFalse());
        }
    }

    /** A test of {@code millrace where} as well: it says what {@link ItemReach} says. */
    @Test
    void every_pull_request_of_an_item_is_where_the_company_deployed_it() {
        Company company = Simulation.of(Company.SEED);
        Map<String, Map<String, Instant>> truth = DeployedTruth.of(company);
        Map<String, Map<String, Instant>> said = new TreeMap<>();
        try (FlowStore store = SqliteFlowStore.open(store(), InstantSource.fixed(Company.END))) {
            Knowledge then = new Knowledge(Company.END, Instant.MAX);
            new ItemFlows(store, then, Definition.standard()).forEach(item -> true, item -> {
                ItemFlow now = item.cycles().get(item.cycles().size() - 1);
                ItemReach.of(now, item.history().changes()).changes().stream()
                        .filter(change -> change.artifact().kind() == ArtifactKind.PULL_REQUEST)
                        .filter(change -> change.mergedAt() != null)
                        .forEach(change -> said.put(change.key(), arrivals(change)));
            });
        }
        truth.keySet().retainAll(said.keySet());

        assertThat(said).hasSizeGreaterThan(300);
        said.forEach((pullRequest, environments) ->
                assertThat(environments).as(pullRequest).isEqualTo(truth.get(pullRequest)));
        assertThat(said.values())
                .anySatisfy(environments -> assertThat(environments).containsKeys("staging", "production"));
    }

    /** The other way round: each change stands once, with the deployment that the company made, or as missing. */
    @Test
    void what_is_deployed_is_what_the_company_deployed_and_the_rest_is_missing() throws IOException {
        Map<String, Map<String, Instant>> truth = DeployedTruth.of(Simulation.of(Company.SEED));
        JsonNode deployed = JSON.readTree(Millrace.in(directory)
                .run(
                        "deployed",
                        "Production",
                        "--since",
                        "2026-01-01",
                        "--config",
                        "millrace-demo/millrace.yml",
                        "--as-of",
                        Company.END.toString(),
                        "--json")
                .out());
        Map<String, Instant> there = new TreeMap<>();
        for (JsonNode deployment : deployed.path("deployments")) {
            Instant at = Instant.parse(deployment.path("at").asText());
            for (JsonNode change : deployment.path("changes")) {
                if (change.path("key").asText().contains("#")) {
                    assertThat(there.put(change.path("key").asText(), at)).isNull();
                    assertThat(change.path("items").size()).isPositive();
                }
            }
        }
        assertThat(there).hasSizeGreaterThan(300);
        there.forEach((pullRequest, at) ->
                assertThat(truth.get(pullRequest)).as(pullRequest).isNotNull().containsEntry("production", at));
        assertThat(deployed.path("missing").size()).isPositive();
        deployed.path("missing")
                .forEach(change -> assertThat(
                                truth.getOrDefault(change.path("key").asText(), Map.of()))
                        .as(change.path("key").asText())
                        .doesNotContainKey("production"));
        assertThat(deployed.path("unknown").isEmpty()).isTrue();
    }

    private static Map<String, Instant> arrivals(ChangeReach change) {
        Map<String, Instant> arrivals = new TreeMap<>();
        change.stops().stream()
                .filter(stop -> stop.state() == Stop.State.ARRIVED)
                .forEach(stop -> arrivals.putIfAbsent(stop.environment(), stop.at()));
        return arrivals;
    }

    @Test
    void where_answers_first_and_says_what_usually_comes_next() throws IOException {
        Run where = Millrace.in(directory)
                .run("where", "BILL-208", "--config", "millrace-demo/millrace.yml", "--as-of", "2026-10-30");

        assertThat(where.exitCode()).as(where.err()).isZero();
        assertThat(where.out().replaceAll("\\s+", " "))
                .contains(
                        "BILL-208 has reached staging (2026-10-30 16:33, 1 of 1 change), and is not in production. It "
                                + "waits in Waiting for deploy since 2026-10-30 16:33")
                .containsPattern("Items that come to this stage are usually done .* later \\(half of them\\)");
        JsonNode json = JSON.readTree(Millrace.in(directory)
                .run("where", "SHOP-177", "--config", "millrace-demo/millrace.yml", "--json")
                .out());
        assertThat(json.at("/environments/1/environment").asText()).isEqualTo("production");
        assertThat(json.at("/environments/1/since").asText()).startsWith("2026-10-13T13:04:48");
    }

    @Test
    void the_three_pictures_show_the_same_item_with_the_same_words_order_of_stages_and_figures() throws Exception {
        DemoPictures panel = DemoPictures.jiraPanel(file(DemoArtifact.JIRA_PANEL));
        assertThat(panel.key()).isEqualTo("SHOP-177");
        assertThat(panel.figures())
                .containsExactly(
                        List.of("Flow time", "7 d 6 h", "1 d 5 h active, 6 d waiting"),
                        List.of("Lead time", "12 d 5 h", ""),
                        List.of("Flow efficiency", "17%", "1 d 5 h active of 7 d 6 h"));
        assertThat(panel.stages())
                .extracting(row -> row.get(0))
                .containsExactly(
                        "To do",
                        "In progress",
                        "Waiting for first review",
                        "In review",
                        "Waiting for merge",
                        "In test",
                        "Waiting for build",
                        "Waiting for agent",
                        "In build",
                        "Waiting for deploy",
                        "In deployment",
                        "Done");
        assertThat(DemoPictures.jenkinsCard(file(DemoArtifact.JENKINS_CARD))).isEqualTo(panel);
        assertThat(DemoPictures.gitHubSummary(file(DemoArtifact.GITHUB_SUMMARY)))
                .isEqualTo(panel);
    }

    @Test
    void the_issue_property_has_the_figures_and_stages_of_the_panel() throws IOException {
        JsonNode property = JSON.readTree(Files.readString(file(DemoArtifact.JIRA_PROPERTY)));
        Instant started = Instant.parse(property.path("started").asText());
        Instant stopped = Instant.parse(property.path("stopped").asText());

        assertThat(property.path("key").asText()).isEqualTo("SHOP-177");
        assertThat(Formats.duration(Duration.between(started, stopped))).isEqualTo("7 d 6 h");
        assertThat(Formats.duration(
                        Duration.ofMillis(property.at("/totals/active").asLong())))
                .isEqualTo("1 d 5 h");
        assertThat(Formats.duration(
                        Duration.ofMillis(property.at("/totals/waiting").asLong())))
                .isEqualTo("6 d");
        assertThat(property.at("/cycles/0/flow"))
                .extracting(part -> part.path("stage").asText())
                .contains(
                        "To do",
                        "In progress",
                        "Waiting for first review",
                        "In review",
                        "In build",
                        "In deployment",
                        "Done");
    }

    @Test
    void titles_and_people_do_not_leave_their_tool() throws IOException {
        String title = "Let customers change the delivery window";
        assertThat(file(DemoArtifact.JIRA_PANEL)).content().contains(title);
        assertThat(file(DemoArtifact.GITHUB_SUMMARY)).content().doesNotContain(title);
        String card = Files.readString(file(DemoArtifact.JENKINS_CARD));
        assertThat(card.substring(0, card.indexOf("Where this build spent its time")))
                .contains("SHOP-177")
                .doesNotContain(title);
        Simulation.of(Company.SEED).people().forEach(person -> {
            for (DemoArtifact picture : DemoArtifact.values()) {
                assertThat(file(picture)).content().doesNotContain(person.displayName());
            }
        });
    }

    @Test
    void the_issue_property_fits_into_jira() throws IOException {
        JsonNode property = JSON.readTree(Files.readString(file(DemoArtifact.JIRA_PROPERTY)));
        assertThat(Files.size(file(DemoArtifact.JIRA_PROPERTY))).isLessThan(IssueProperty.LIMIT);
        assertThat(property.path("millrace").asText()).isEqualTo(IssueProperty.FORM);
        assertThat(property.path("digest").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void the_other_commands_say_the_same_of_the_store_it_leaves() throws IOException {
        Run report = Millrace.in(directory)
                .run(
                        "report",
                        "--config",
                        "millrace-demo/millrace.yml",
                        "--as-of",
                        "2026-10-30",
                        "--known-at",
                        Company.END.toString(),
                        "--html",
                        "r.html");
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(directory.resolve("r.html")).hasSameBinaryContentAs(file(DemoArtifact.REPORT));
        Run show = Millrace.in(directory).run("show", "SHOP-177", "--config", "millrace-demo/millrace.yml");
        assertThat(show.out()).contains("7 d 6 h", "12 d 5 h", "17%", "2026-10-13 15:04:48");
    }

    @Test
    void the_portfolio_says_the_same_as_the_reports_of_its_products_and_of_the_whole() throws IOException {
        List<String> ask =
                List.of("report", "--config", "millrace-demo/millrace.yml", "--as-of", "2026-10-30", "--json");
        JsonNode portfolio = json(ask, "--portfolio");
        JsonNode whole = json(ask);
        JsonNode billing = json(ask, "--service", "billing");

        JsonNode product = portfolio.path("products").get(1);
        assertThat(product.path("name").asText()).isEqualTo("Billing");
        for (String figure : List.of("flowTime", "flowEfficiency", "flowLoad", "changeFailRate", "comparison")) {
            assertThat(product.path(figure)).as(figure).isNotEmpty().isEqualTo(billing.path(figure));
        }
        JsonNode time = whole.at("/flowLoad/timeInWindow");
        JsonNode all = portfolio.at("/effort/all");
        assertThat(all.path("activeMs")).isEqualTo(time.path("activeMs"));
        assertThat(all.path("waitingMs")).isEqualTo(time.path("waitingMs"));
        assertThat(all.path("items")).isEqualTo(whole.at("/items/counted"));
        assertThat(all.at("/waitingCost/currency").asText()).isEqualTo("EUR");
        assertThat(all.at("/waitingCost/estimate").asBoolean()).isTrue();

        Company company = Simulation.of(Company.SEED);
        Map<String, JsonNode> holders = new HashMap<>();
        portfolio.path("holders").forEach(one -> holders.put(one.path("key").asText(), one));
        long open = 0;
        for (SimulatedIssue epic : company.issues()) {
            if (epic.type() != IssueType.EPIC) {
                continue;
            }
            JsonNode shown = holders.get(epic.key());
            long rejected = company.issues().stream()
                    .filter(issue -> epic.key().equals(issue.parent()) && issue.status() == Status.REJECTED)
                    .count();
            long parts = company.issues().stream()
                    .filter(issue -> epic.key().equals(issue.parent()))
                    .count();
            long counted = 0;
            for (String count : List.of("done", "inProgress", "notStarted", "cancelled")) {
                counted += shown.at("/counts/" + count).asLong();
            }
            // an issue that is opened again late counts once for each cycle
            assertThat(counted).as(epic.key()).isBetween(parts, parts + 3);
            assertThat(shown.at("/counts/cancelled").asLong()).as(epic.key()).isGreaterThanOrEqualTo(rejected);
            open += shown.at("/counts/inProgress").asLong();
        }
        assertThat(open)
                .isPositive()
                .isLessThanOrEqualTo(whole.at("/flowLoad/items/total").asLong());
    }

    private static JsonNode json(List<String> line, String... more) throws IOException {
        List<String> all = new ArrayList<>(line);
        all.addAll(List.of(more));
        Run run = Millrace.in(directory).run(all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    @Test
    void a_definition_divides_items_and_deliveries_by_service_and_team(@TempDir Path folder) throws IOException {
        Millrace defined = Millrace.in(folder).config("""
            store: %s
            jira: [{url: "https://jira.example.org"}]
            valueStream:
              teams:
                - {id: web, name: Web team, scope: {projects: [SHOP, CAT], repositories: ["*/orders", "*/catalog"]}}
                - {id: others, name: Other teams, scope: {projects: "*", repositories: "*", jobs: "*"}}
              services:
                - {id: web-shop, name: Web shop, scope: {projects: [SHOP, CAT], repositories: ["*/orders", "*/catalog"]}}
            """.formatted(store()));
        JsonNode byService = JSON.readTree(defined.run("report", "--all", "--by", "service", "--json")
                        .out())
                .path("breakdown");
        JsonNode byTeam = JSON.readTree(
                        defined.run("report", "--all", "--by", "team", "--json").out())
                .path("breakdown");

        assertThat(byService.findValuesAsText("name")).contains("Web shop", "fernmoor/billing");
        assertThat(byTeam.path("groups").findValuesAsText("name")).contains("Other teams", "Web team");
        long deployments = 0;
        for (JsonNode group : byTeam.path("groups")) {
            deployments += deployments(group.path("delivery"));
        }
        JsonNode all = JSON.readTree(defined.run("report", "--all", "--json").out());
        assertThat(deployments).isEqualTo(deployments(all)).isPositive();
        assertThat(all.at("/handOffs/kinds").findValuesAsText("kind")).contains("team");

        JsonNode web = JSON.readTree(
                defined.run("report", "--all", "--team", "web", "--json").out());
        assertThat(deployments(web))
                .isEqualTo(deployments(byTeam.path("groups").get(1).path("delivery")))
                .isBetween(1L, deployments - 1);
        JsonNode shop = JSON.readTree(defined.run("report", "--all", "--service", "web-shop", "--json")
                .out());
        for (JsonNode group : byService.path("groups")) {
            if (group.path("name").asText().equals("Web shop")) {
                assertThat(shop.at("/flowVelocity/done/total").asLong())
                        .isEqualTo(group.path("done").asLong());
                assertThat(deployments(shop)).isEqualTo(deployments(group.path("delivery")));
            }
        }
        assertThat(defined.run("report", "--service", "web-shp").err()).contains("did you mean web-shop?");
    }

    private static long deployments(JsonNode node) {
        return node.at("/deploymentFrequency/frequency/value/deployments").asLong();
    }

    /** {@code -Dmillrace.page=write} draws it anew. */
    @Test
    void the_pictures_in_the_readme_are_of_this_report() throws Exception {
        String light = DemoPoster.of(file(DemoArtifact.REPORT), file(DemoArtifact.JIRA_PANEL));
        for (Map.Entry<String, String> picture : Map.of("demo.svg", light, "demo-dark.svg", DemoPoster.dark(light))
                .entrySet()) {
            Path committed = Path.of("..", "docs", picture.getKey());
            if ("write".equals(System.getProperty("millrace.page"))) {
                Files.writeString(committed, picture.getValue());
            }
            assertThat(committed).hasContent(picture.getValue());
        }
    }

    @Test
    void a_folder_with_other_files_is_left_alone(@TempDir Path other) throws IOException {
        Path folder = Files.createDirectory(other.resolve("thesis"));
        Files.writeString(folder.resolve("chapter-1.txt"), "It was a dark and stormy night.");
        Run run = Millrace.in(other).run("demo", "--directory", "thesis");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("contains files that are not of a demo", "--directory");
        List<Path> left = new ArrayList<>();
        try (var files = Files.list(folder)) {
            files.forEach(left::add);
        }
        assertThat(left).containsExactly(folder.resolve("chapter-1.txt"));
    }

    @Test
    void a_folder_that_cannot_be_made_is_named_with_the_reason(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("taken"), "a file");
        Run run = Millrace.in(other).run("demo", "--directory", "taken/demo");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("the demo cannot be written to", "taken/demo: ", "choose another place (--directory)")
                .doesNotContain("this is a bug", "\tat ");
    }

    @Test
    void brief_is_for_people_and_json_for_programs() {
        Run run = Millrace.in(directory).run("demo", "--brief", "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--json has the whole report");
    }

    @Test
    void a_seed_that_is_no_number_is_told() {
        Run run = Millrace.in(directory).run("demo", "--seed", "x");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--seed: 'x' is not a whole number");
    }

    @Test
    void help_shows_examples() {
        Run help = Millrace.in(directory).run("demo", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Examples:", "millrace demo --directory", "--seed", "--json");
    }

    private static Path store() {
        return directory.resolve("millrace-demo/demo.db");
    }

    private static Path file(DemoArtifact picture) {
        return directory.resolve("millrace-demo").resolve(picture.file());
    }
}
