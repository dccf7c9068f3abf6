package dev.millrace.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.chain.ItemFlows;
import dev.millrace.collect.SyncKernel;
import dev.millrace.collect.SyncListener;
import dev.millrace.fake.Response;
import dev.millrace.fake.jira.JiraCloudFake;
import dev.millrace.fake.jira.JiraDataCenterFake;
import dev.millrace.fake.jira.JiraFake;
import dev.millrace.flow.ItemFlow;
import dev.millrace.http.OkHttpTransport;
import dev.millrace.http.TransportSettings;
import dev.millrace.model.FlowEvent;
import dev.millrace.model.Knowledge;
import dev.millrace.model.ToolInstance;
import dev.millrace.store.FlowStore;
import dev.millrace.store.sqlite.SqliteFlowStore;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.ItemTypes;
import dev.millrace.valuestream.ResolutionRules;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.ValueStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real issues, and the same with every name of a status, type, resolution and kind of link replaced by a word of no language. Ids and
 * categories stay. A definition by ids gives the same figures for both.
 */
class TranslatedSiteTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ToolInstance TOOL = ToolInstance.jira("real");
    private static final Knowledge NOW = new Knowledge(Instant.parse("2027-01-01T00:00:00Z"), Instant.MAX);
    private static final String BLOCKER = "10032";

    @TempDir
    private Path folder;

    private final OkHttpTransport transport = new OkHttpTransport(TransportSettings.standard("millrace-test"));
    private final AtomicLong ticks = new AtomicLong();

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apache", "duraspace"})
    void names_change_no_figure_where_ids_define_what_they_mean(String site) throws IOException {
        List<ObjectNode> real = issues(site);
        List<ObjectNode> translated =
                real.stream().map(TranslatedSiteTest::translated).toList();
        assertThat(translated.toString()).doesNotContain("\"Won't Fix\"", "This issue is blocked by");

        Map<String, String> expected = figures(real, "real.db", JiraDataCenterFake::empty);

        assertThat(expected).hasSizeGreaterThan(90);
        assertThat(expected.values())
                .anyMatch(item -> item.startsWith("CANCELLED DEFECT"))
                .anyMatch(item -> item.startsWith("DONE FEATURE"));
        assertThat(figures(translated, "dc.db", JiraDataCenterFake::empty)).isEqualTo(expected);
        assertThat(figures(translated, "cloud.db", JiraCloudFake::empty)).isEqualTo(expected);
    }

    @Test
    void without_any_definition_jiras_own_resolutions_and_epics_keep_their_meaning() throws IOException {
        Map<String, String> real = new TreeMap<>();
        Map<String, String> translated = new TreeMap<>();
        List<ObjectNode> issues = issues("duraspace");
        flows(issues, "real.db", JiraDataCenterFake::empty, Definition.standard())
                .forEach((key, item) ->
                        real.put(key, item.status() + " " + item.item().level()));
        flows(
                        issues.stream().map(TranslatedSiteTest::translated).toList(),
                        "translated.db",
                        JiraDataCenterFake::empty,
                        Definition.standard())
                .forEach((key, item) ->
                        translated.put(key, item.status() + " " + item.item().level()));

        assertThat(translated).isEqualTo(real);
        assertThat(real.values()).contains("CANCELLED STANDARD").anyMatch(text -> text.endsWith("PORTFOLIO"));
    }

    private Map<String, String> figures(List<ObjectNode> issues, String database, Supplier<? extends JiraFake> site) {
        Map<String, String> figures = new TreeMap<>();
        flows(issues, database, site, byIds())
                .forEach((key, item) -> figures.put(
                        key,
                        item.status() + " " + item.type() + " " + item.item().level() + " " + item.start() + " "
                                + item.stop() + " " + item.totals() + " "
                                + item.segments().stream()
                                        .map(part -> part.start() + " " + part.kind() + " " + part.cause())
                                        .toList()));
        return figures;
    }

    private Map<String, ItemFlow> flows(
            List<ObjectNode> issues, String database, Supplier<? extends JiraFake> site, Definition definition) {
        Map<String, ItemFlow> flows = new TreeMap<>();
        try (FlowStore store = SqliteFlowStore.open(
                        folder.resolve(database), () -> JiraDataCenterFake.NOW.plusMillis(ticks.incrementAndGet()));
                JiraFake jira = site.get()) {
            issues.forEach(jira::put);
            Response types = Response.of(200, linkTypes(issues).toString());
            if (jira instanceof JiraCloudFake cloud) {
                cloud.answer("issueLinkType", types);
            } else if (jira instanceof JiraDataCenterFake server) {
                server.answer("issueLinkType", types);
            }
            JiraSettings settings = JiraSettings.of(TOOL, jira.baseUrl()).withBlockingLinks(BLOCKER);
            assertThat(new SyncKernel(store)
                            .run(new JiraSource(settings, transport), SyncListener.silent())
                            .problems())
                    .isEmpty();
            List<FlowEvent> blockers = new ArrayList<>();
            store.forEachEvent(NOW, event -> {
                if (event instanceof FlowEvent.BlockerChanged) {
                    blockers.add(event);
                }
            });
            assertThat(blockers).as("blockers of both sites").hasSize(issues.size() > 500 ? 0 : 7);
            new ItemFlows(store, NOW, definition)
                    .forEach(
                            item -> true,
                            item -> item.cycles()
                                    .forEach(cycle -> flows.put(
                                            item.history().item().snapshot().key() + " " + cycle.cycle(), cycle)));
        }
        return flows;
    }

    /** The site's list, made of the types that its links have. */
    private static ObjectNode linkTypes(List<ObjectNode> issues) {
        Map<String, JsonNode> types = new TreeMap<>();
        issues.forEach(issue -> issue.at("/fields/issuelinks")
                .forEach(link -> types.put(link.at("/type/id").asText(), link.path("type"))));
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("issueLinkTypes").addAll(types.values());
        return answer;
    }

    /** What the default definition says by names, said by the ids of both sites. */
    private static Definition byIds() {
        Definition standard = Definition.standard();
        ValueStream stream = standard.streams().get(0);
        Rules rules = stream.latest();
        Set<String> notDelivered = new HashSet<>(Set.of("2", "3", "4", "5", "6"));
        ItemTypes types = ItemTypes.of(Map.of(
                ItemType.DEFECT, List.of("1"),
                ItemType.FEATURE, List.of("2", "4"),
                ItemType.DEBT, List.of("12", "7")));
        Rules byIds = new Rules(
                rules.from(),
                rules.mapping(),
                types,
                new ResolutionRules(Set.of("1"), notDelivered, false),
                rules.reopen(),
                rules.done());
        return new Definition(
                "by-ids",
                "",
                List.of(new ValueStream(
                        stream.id(),
                        stream.name(),
                        "by-ids",
                        stream.scope(),
                        stream.stages(),
                        List.of(byIds),
                        stream.countsBackwardMoves(),
                        stream.stalledAfter(),
                        stream.expectation(),
                        stream.delivery())),
                List.of(),
                List.of(),
                standard.incidents());
    }

    private static List<ObjectNode> issues(String site) throws IOException {
        List<ObjectNode> issues = new ArrayList<>();
        for (Path file : RealData.jsonFiles(RealData.folder("jira-seanalytics").resolve(site))) {
            issues.add((ObjectNode) JSON.readTree(file.toFile()));
        }
        return issues;
    }

    private static ObjectNode translated(ObjectNode issue) {
        ObjectNode copy = issue.deepCopy();
        ObjectNode fields = (ObjectNode) copy.path("fields");
        Stream.of("status", "issuetype", "resolution").map(fields::path).forEach(TranslatedSiteTest::rename);
        for (JsonNode link : fields.path("issuelinks")) {
            ObjectNode type = (ObjectNode) link.path("type");
            type.put("name", "kavu " + type.path("id").asText());
            type.put("inward", word(type.path("inward").asText()));
            type.put("outward", word(type.path("outward").asText()));
            Stream.of("inwardIssue", "outwardIssue")
                    .map(end -> link.path(end).path("fields"))
                    .flatMap(end -> Stream.of(end.path("status"), end.path("issuetype")))
                    .forEach(TranslatedSiteTest::rename);
        }
        for (String relative : List.of("parent", "subtasks")) {
            JsonNode found = fields.path(relative);
            (found.isArray() ? found : JSON.createArrayNode().add(found))
                    .forEach(one -> Stream.of(one.at("/fields/status"), one.at("/fields/issuetype"))
                            .forEach(TranslatedSiteTest::rename));
        }
        for (JsonNode item : copy.at("/changelog/histories").findValues("items").stream()
                .flatMap(items -> {
                    List<JsonNode> all = new ArrayList<>();
                    items.forEach(all::add);
                    return all.stream();
                })
                .toList()) {
            translateItem((ObjectNode) item);
        }
        return copy;
    }

    private static void translateItem(ObjectNode item) {
        switch (item.path("field").asText()) {
            case "status", "resolution", "issuetype" -> {
                both(item, "from", "fromString");
                both(item, "to", "toString");
            }
            case "Link" -> {
                phrase(item, "fromString");
                phrase(item, "toString");
            }
            default -> {
                // nothing that is translated
            }
        }
    }

    private static void both(ObjectNode item, String id, String name) {
        if (item.path(id).isTextual() && item.path(name).isTextual()) {
            item.put(name, "kavu " + item.path(id).asText());
        }
    }

    /** "This issue is blocked by X-1" to the translated words around the same key. */
    private static void phrase(ObjectNode item, String field) {
        String text = item.path(field).asText();
        int key = text.lastIndexOf(' ');
        if (key > 0 && text.startsWith("This issue ")) {
            item.put(field, "Olu rati " + word(text.substring("This issue ".length(), key)) + text.substring(key));
        }
    }

    private static void rename(JsonNode named) {
        if (named instanceof ObjectNode node && node.has("id")) {
            node.put("name", "kavu " + node.path("id").asText());
        }
    }

    /** A word of no language that stands for words. */
    private static String word(String words) {
        StringBuilder made = new StringBuilder("zu");
        words.toLowerCase(Locale.ROOT).chars().forEach(letter -> made.append((char) ('a' + (letter * 7) % 26)));
        return made.toString();
    }
}
