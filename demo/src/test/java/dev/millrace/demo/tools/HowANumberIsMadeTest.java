package dev.millrace.demo.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.chain.ChainReader;
import dev.millrace.demo.DemoCollection;
import dev.millrace.demo.DemoFolder;
import dev.millrace.demo.company.Company;
import dev.millrace.demo.company.Simulation;
import dev.millrace.document.Formats;
import dev.millrace.fake.Wire;
import dev.millrace.flow.Chain.Part;
import dev.millrace.flow.CompletedWork;
import dev.millrace.flow.FlowAlgebra;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.Freshness;
import dev.millrace.metrics.ItemFilter;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.Window;
import dev.millrace.metrics.report.FlowAccumulator;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.model.ArtifactHistory;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.StateCatalogue;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/how-a-number-is-made.md} says what the demo does: its excerpts are of the real traffic, and its tables are what the
 * engine makes of it. {@code -Dmillrace.page=write} writes the tables anew.
 */
class HowANumberIsMadeTest {

    private static final Path PAGE = Path.of("..", "docs", "how-a-number-is-made.md");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Company COMPANY = Simulation.of(Company.SEED);
    private static final String KEY = "SHOP-177";
    private static final Instant END = Instant.parse("2026-10-30T23:00:00Z");
    private static final Knowledge KNOWLEDGE = new Knowledge(END.minusMillis(1), Instant.MAX);

    @TempDir
    private static Path folder;

    private static final Exchanges TRAFFIC = new Exchanges();
    private static final Map<String, String> TABLES = new TreeMap<>();
    private static List<String> builds;
    private static ItemFlow item;

    @BeforeAll
    static void collect() throws IOException {
        try (DemoFolder demo = DemoFolder.claim(folder.resolve("demo"));
                FlowStore store = SqliteFlowStore.open(folder.resolve("store.db"), InstantSource.fixed(Company.END));
                CompanyJira jira = new CompanyJira(COMPANY, TRAFFIC);
                CompanyGitHub github = new CompanyGitHub(COMPANY, TRAFFIC)) {
            DemoCollection collection = new DemoCollection(store, new Collected.Silent());
            collection.issues(jira.url());
            collection.code(COMPANY, github.url());
            collection.builds(COMPANY, demo);
            collection.links();
            demo.publish();
            builds = Files.readAllLines(folder.resolve("demo/builds.ndjson"));
            compute(store);
        }
    }

    private static void compute(FlowStore store) {
        ValueStream stream = DefaultValueStream.create();
        StateCatalogue states = store.states(KNOWLEDGE);
        FlowAlgebra algebra = new FlowAlgebra(
                stream,
                states,
                Definition.standard(),
                CompletedWork.ofAll(stream, states, KNOWLEDGE.asOf(), Instant.MIN, store.issues(KNOWLEDGE)));
        ChainReader chains = new ChainReader(store, KNOWLEDGE, Definition.standard());
        ArtifactId id = store.find(KEY, KNOWLEDGE).orElseThrow();
        item = algebra.flows(chains.item(id).orElseThrow(), KNOWLEDGE.asOf()).get(0);
        ReportRequest request = new ReportRequest(
                new Window(END.atZone(Company.ZONE).minusDays(90).toInstant(), END),
                Company.ZONE,
                KNOWLEDGE,
                ItemFilter.all(),
                Freshness.notNoted(
                        new Window(END.atZone(Company.ZONE).minusDays(90).toInstant(), END), KNOWLEDGE.asOf()));
        FlowAccumulator aggregate = new FlowAccumulator(request, stream, states);
        chains.forEachItem(each -> algebra.flows(each, KNOWLEDGE.asOf()).forEach(aggregate::add));
        List<ArtifactId> chain = new ArrayList<>(List.of(id));
        item.chain().parts().stream().map(Part::artifact).forEach(chain::add);
        TABLES.put("events", events(store.histories(chain, KNOWLEDGE)));
        TABLES.put("segments", segments());
        TABLES.put("figures", figures(aggregate.result()));
    }

    @Test
    void its_excerpts_are_of_what_the_tools_really_answered() throws IOException {
        List<String> found = new ArrayList<>();
        Matcher blocks =
                Pattern.compile("```json (\\S+)\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        while (blocks.find()) {
            found.add(blocks.group(1));
            JsonNode excerpt = JSON.readTree(blocks.group(2));
            assertThat(excerpt).as(blocks.group(1)).isNotEmpty();
            boolean real = TRAFFIC.answered("/").stream()
                    .flatMap(exchange -> nodes(Wire.parse(exchange.answer().body())))
                    .anyMatch(node -> isPartOf(excerpt, node));
            assertThat(real)
                    .as("the excerpt %s is part of an answer", blocks.group(1))
                    .isTrue();
        }
        assertThat(found)
                .containsExactly(
                        "jira-issue",
                        "jira-changelog",
                        "github-pull-request",
                        "github-deployment",
                        "github-deployment-statuses");
    }

    @Test
    void its_build_events_are_lines_of_the_file_that_is_imported() throws IOException {
        Matcher block = Pattern.compile("```ndjson\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        assertThat(block.group(1).lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(builds).contains(line));
    }

    @Test
    void its_tables_are_what_the_engine_makes_of_it() throws IOException {
        String page = Files.readString(PAGE);
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            Pattern place = Pattern.compile(
                    "(<!-- " + table.getKey() + " -->\n).*?(<!-- /" + table.getKey() + " -->)", Pattern.DOTALL);
            Matcher found = place.matcher(page);
            assertThat(found.find()).as(table.getKey()).isTrue();
            String expected = found.group(1) + table.getValue() + found.group(2);
            if ("write".equals(System.getProperty("millrace.page"))) {
                page = page.replace(found.group(), expected);
                Files.writeString(PAGE, page);
            } else {
                assertThat(found.group()).isEqualTo(expected);
            }
        }
    }

    @Test
    void an_excerpt_with_another_value_is_refused() throws IOException {
        JsonNode real = JSON.readTree("{\"a\":[{\"b\":1},{\"b\":2},{\"b\":3}],\"c\":\"x\"}");
        assertThat(isPartOf(JSON.readTree("{\"a\":[{\"b\":1},{\"b\":3}]}"), real))
                .isTrue();
        assertThat(isPartOf(JSON.readTree("{\"a\":[{\"b\":3},{\"b\":1}]}"), real))
                .isFalse();
        assertThat(isPartOf(JSON.readTree("{\"c\":\"y\"}"), real)).isFalse();
        assertThat(isPartOf(JSON.readTree("{\"d\":null}"), real)).isFalse();
    }

    /** Whether everything in the excerpt is in the whole, elements of lists in their order. */
    private static boolean isPartOf(JsonNode excerpt, JsonNode whole) {
        if (excerpt.isObject()) {
            return whole.isObject()
                    && excerpt.properties().stream()
                            .allMatch(field ->
                                    whole.has(field.getKey()) && isPartOf(field.getValue(), whole.get(field.getKey())));
        } else if (excerpt.isArray()) {
            if (!whole.isArray()) {
                return false;
            }
            int at = 0;
            for (JsonNode element : excerpt) {
                while (at < whole.size() && !isPartOf(element, whole.get(at))) {
                    at++;
                }
                if (at++ >= whole.size()) {
                    return false;
                }
            }
            return true;
        }
        return excerpt.equals(whole);
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        List<JsonNode> all = new ArrayList<>(List.of(node));
        for (int i = 0; i < all.size(); i++) {
            all.get(i).forEach(all::add);
        }
        return all.stream().filter(JsonNode::isContainerNode);
    }

    private static String events(List<ArtifactHistory> histories) {
        StringBuilder table = new StringBuilder("| at (UTC) | artifact | event |\n|---|---|---|\n");
        histories.stream()
                .flatMap(history -> history.events().stream())
                .filter(event -> !what(event).isEmpty() && !event.occurredAt().isAfter(item.stop()))
                .sorted(Comparator.comparing(FlowEvent::occurredAt))
                .forEach(event -> table.append("| ")
                        .append(event.occurredAt())
                        .append(" | ")
                        .append(event.artifact())
                        .append(" | ")
                        .append(what(event))
                        .append(" |\n"));
        return table.toString();
    }

    private static String what(FlowEvent event) {
        if (event instanceof FlowEvent.Created created) {
            return "created in " + created.state().name();
        } else if (event instanceof FlowEvent.StateChanged change) {
            return change.from().name() + " to " + change.to().name();
        } else if (event instanceof FlowEvent.CommitAdded) {
            return "commit added";
        } else if (event instanceof FlowEvent.ReviewRequested) {
            return "review requested";
        } else if (event instanceof FlowEvent.Reviewed review) {
            String who = review.header().actor() == null
                    ? ""
                    : " by a " + review.header().actor().type().name().toLowerCase(Locale.ROOT);
            return "reviewed" + who + ": " + review.verdict();
        }
        return "";
    }

    private static String segments() {
        StringBuilder table =
                new StringBuilder("| from (UTC) | to | milliseconds | counts as | stage | rule | decided by |\n"
                        + "|---|---|---:|---|---|---|---|\n");
        for (Segment segment : item.segments()) {
            boolean last = segment.end().equals(item.asOf());
            table.append("| ")
                    .append(segment.start())
                    .append(" | ")
                    .append(last ? "the report" : segment.end())
                    .append(" | ")
                    .append(last ? "" : count(segment.length()))
                    .append(" | ")
                    .append(segment.kind().text())
                    .append(" | ")
                    .append(segment.stage() == null ? "" : segment.stage().name())
                    .append(" | ")
                    .append(segment.rule().id())
                    .append(" | ")
                    .append(segment.source())
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String figures(FlowReport report) {
        double efficiency = item.efficiency().measured().orElseThrow();
        return "| figure | how | value |\n|---|---|---|\n"
                + row(
                        "active",
                        "the sum of the segments that count as active",
                        count(item.totals().active()) + " ms = "
                                + Formats.duration(item.totals().active()))
                + row(
                        "waiting",
                        "the sum of the segments that count as waiting",
                        count(item.totals().waiting()) + " ms = "
                                + Formats.duration(item.totals().waiting()))
                + row(
                        "flow time",
                        "from " + item.start() + " to " + item.stop(),
                        count(item.totals().elapsed()) + " ms = "
                                + Formats.duration(item.totals().elapsed()))
                + row(
                        "lead time",
                        "from " + item.createdAt() + " to " + item.stop(),
                        item.leadTime()
                                .measured()
                                .map(time -> count(time) + " ms = " + Formats.duration(time))
                                .orElseThrow())
                + row(
                        "flow efficiency",
                        count(item.totals().active()) + " / ("
                                + count(item.totals().active()) + " + "
                                + count(item.totals().waiting()) + ")",
                        String.format(Locale.ROOT, "%.4f = %.0f%%", efficiency, efficiency * 100))
                + row(
                        "in the report: items done in the window",
                        "this one and " + (report.velocity().done().total() - 1) + " more",
                        Long.toString(report.velocity().done().total()))
                + row(
                        "in the report: flow efficiency",
                        count(report.efficiency().active()) + " / ("
                                + count(report.efficiency().active()) + " + "
                                + count(report.efficiency().waiting()) + "), to which this item gave its active and its"
                                + " waiting milliseconds",
                        String.format(
                                Locale.ROOT,
                                "%.0f%%",
                                report.efficiency().ratio().measured().orElseThrow() * 100));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String count(Duration length) {
        return String.format(Locale.ROOT, "%,d", length.toMillis());
    }
}
