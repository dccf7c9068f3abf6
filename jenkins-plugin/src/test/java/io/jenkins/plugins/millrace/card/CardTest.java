package io.jenkins.plugins.millrace.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.buildcard.BuildCard;
import dev.millrace.buildcard.BuildCardHtml;
import dev.millrace.buildcard.BuildRecord;
import dev.millrace.buildcard.HeadRecord;
import dev.millrace.buildcard.Related;
import dev.millrace.buildcard.StageContext;
import dev.millrace.buildcard.StageRecord;
import dev.millrace.buildcard.StageRecord.Kind;
import dev.millrace.buildcard.StageRow;
import dev.millrace.metrics.pipeline.PipelineReport;
import dev.millrace.metrics.pipeline.TimedBuild;
import hudson.model.ReadableRun;
import io.jenkins.plugins.millrace.Builds;
import io.jenkins.plugins.millrace.RealData;
import io.jenkins.plugins.millrace.Requests;
import io.jenkins.plugins.millrace.graph.GraphReading;
import io.jenkins.plugins.millrace.graph.StageReader;
import io.jenkins.plugins.millrace.graph.StoredGraph;
import io.jenkins.plugins.millrace.hub.HubViews.Panels;
import io.jenkins.plugins.millrace.record.RecordJson;
import io.jenkins.plugins.millrace.summary.TimedBuilds;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class CardTest {

    private static final Instant NOW = Builds.START.plusSeconds(80);

    private static final Set<String> ELEMENTS =
            Set.of("table", "caption", "tbody", "tr", "th", "td", "svg", "rect", "title");

    private final BuildCard card = new BuildCard(Builds.whole(), NOW);

    @Test
    void card_says_what_is_deployed_and_what_the_build_belongs_to() {
        String html = BuildCardHtml.of(new BuildCard(Builds.related(), Builds.START.plusSeconds(200)), List.of());
        assertThat(html)
                .contains(
                        "Deployed to prod-eu: success, 25 s (version 1.4, service shop, artifact registry.example/shop:1.4).",
                        "success, 25 s, 2 retries",
                        "(label linux &amp;&amp; &lt;b&gt;)",
                        "(of alice,bob)",
                        "shop/free#2",
                        "app.jar 6654c734ccab8f44")
                .doesNotContain("<b>");
    }

    @Test
    void queue_agent_input_and_running_stand_apart() {
        assertThat(card.queue()).isEqualTo("7 s");
        assertThat(card.agent()).isEqualTo("15 s");
        assertThat(card.input()).isEqualTo("30 s");
        assertThat(card.run()).isEqualTo("55 s");
        assertThat(card.time()).isEqualTo("1 min 40 s");
        assertThat(card.running()).isFalse();
    }

    @Test
    void lead_time_counts_from_the_earliest_commit() {
        assertThat(card.leadTime())
                .isEqualTo("1 d 1 h, from commit a5e8428b53 of 2026-11-19 09:00 UTC, the earliest of 2, to the end of"
                        + " this build");
    }

    @Test
    void running_build_counts_until_now_and_says_so() {
        BuildCard running = new BuildCard(Builds.running(), NOW);
        assertThat(running.running()).isTrue();
        assertThat(running.time()).isEqualTo("1 min 20 s so far");
        assertThat(running.input()).isEqualTo("19 s");
        assertThat(running.leadTime()).endsWith("until now");
        assertThat(running.stages().get(3).result()).isEqualTo("running");
    }

    @Test
    void stage_in_numbers() {
        StageRow deploy = card.stages().get(3);
        assertThat(List.of(
                        deploy.name(),
                        deploy.kind(),
                        deploy.result(),
                        deploy.time(),
                        deploy.agent(),
                        deploy.input(),
                        deploy.run()))
                .containsExactly("Deploy to production", "stage", "success", "39 s", "0 s", "30 s", "9 s");
    }

    @Test
    void what_is_unknown_says_so_and_why() {
        BuildRecord whole = Builds.whole();
        BuildRecord bare = new BuildRecord(
                whole.controller(),
                whole.job(),
                1,
                whole.scheduledAt(),
                "#1",
                whole.url(),
                null,
                whole.startedAt(),
                null,
                "FAILURE",
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of("the changelog could not be read: <b>"),
                Related.NONE);
        BuildCard unknown = new BuildCard(bare, NOW);
        assertThat(unknown.queue()).startsWith("unknown (");
        // also of a Pipeline whose script did not compile, so that it may not be said to be none
        assertThat(unknown.agent()).isEqualTo("not applicable (this build ran no Pipeline)");
        assertThat(unknown.time()).startsWith("unknown (it was cut off");
        assertThat(unknown.leadTime()).startsWith("unknown (it checked out no Git revision");
        assertThat(drawn(unknown)).isEmpty();
        assertThat(unknown.troubles()).hasSize(1);
    }

    @Test
    void build_that_cannot_be_read_costs_the_card_and_not_the_page() {
        MillraceRunAction action = new MillraceRunAction(
                new ReadableRun(true),
                () -> {
                    throw new IllegalStateException("graph is gone");
                },
                () -> Builds.NOW,
                record -> StageContext.NONE,
                (record, now) -> Panels.NONE,
                new Cards(),
                () -> NOW);
        assertThat(action.getCard()).isNull();
        assertThat(action(true).getCard()).isNotNull();
    }

    /** Whatever is remembered of a build: who may not read its job of now gets none of it. */
    @Test
    void card_is_for_who_may_read_the_job() {
        assertThat(action(false).getCard()).isNull();
    }

    @Test
    void card_of_a_running_build_says_where_it_is_found_anew_and_that_of_an_ended_one_does_not() throws Exception {
        Requests.Answer running = new Requests.Answer();
        action(true, Builds::running).doCard(Requests.get(""), running.response());
        assertThat(running.contentType()).isEqualTo("text/html");
        assertThat(running.body()).startsWith("<div data-millrace-refresh=\"millrace/card\">");
        Requests.Answer ended = new Requests.Answer();
        action(true).doCard(Requests.get(""), ended.response());
        assertThat(ended.body()).startsWith("<div>").contains("Deploy to production");
        Requests.Answer forbidden = new Requests.Answer();
        assertThatThrownBy(() -> action(false).doCard(Requests.get(""), forbidden.response()))
                .isInstanceOf(SecurityException.class);
        assertThat(forbidden.body()).isEmpty();
        Requests.Answer below = new Requests.Answer();
        action(true).doCard(Requests.get("/x"), below.response());
        assertThat(below.error()).isEqualTo(404);
    }

    private static MillraceRunAction action(boolean readable) {
        return action(readable, Builds::whole);
    }

    private static MillraceRunAction action(boolean readable, Supplier<BuildRecord> build) {
        return new MillraceRunAction(
                new ReadableRun(readable),
                build,
                () -> Builds.NOW,
                record -> StageContext.NONE,
                (record, now) -> Panels.NONE,
                new Cards(),
                () -> NOW);
    }

    @Test
    void keys_change_requests_and_revisions_lead_to_their_tools() {
        StageContext context = new StageContext() {
            @Override
            public String log(String stageId) {
                return null;
            }

            @Override
            public Usual usual(String stageId) {
                return null;
            }

            @Override
            public String issue(String key) {
                return "https://hub.example/items/" + key;
            }
        };
        String id = "0123456789abcdef0123456789abcdef01234567";
        Map<String, String> pages = Map.of(
                "https://github.com/shop/web.git", "https://github.com/shop/web/commit/" + id,
                "git@github.example.org:shop/web.git", "https://github.example.org/shop/web/commit/" + id,
                "ssh://git@gitlab.com/a/b/web", "https://gitlab.com/a/b/web/-/commit/" + id,
                "https://bitbucket.org/shop/web/", "https://bitbucket.org/shop/web/commits/" + id);
        pages.forEach((remote, page) -> assertThat(BuildCardHtml.of(
                        new BuildCard(Builds.related(List.of(new HeadRecord(List.of(remote), id))), NOW, context),
                        List.of()))
                .contains("<code class=\"millrace-key\"><a href=\"" + page + "\">0123456789</a></code>")
                .contains("<a href=\"https://hub.example/items/SHOP-5\">SHOP-5</a>")
                .containsPattern("<a href=\"https://[^\"]*[/-](pull|merge_requests|pull-requests)/12\">12</a>"));
        for (String remote : List.of(
                "https://git.example.org/shop/web.git",
                "javascript://github.com/shop/web",
                "https://evil.example/github.com/shop/web",
                "https://github.com/../x",
                "https://github.com/shop/\"><script>")) {
            assertThat(BuildCardHtml.of(
                            new BuildCard(Builds.related(List.of(new HeadRecord(List.of(remote), id))), NOW),
                            List.of()))
                    .as(remote)
                    .doesNotContain("<a ");
        }
    }

    @Test
    void card_of_an_ended_build_is_written_again_only_if_something_changed() {
        Cards cards = new Cards(100);
        AtomicInteger written = new AtomicInteger();
        BuildRecord ended = Builds.whole();
        Panels note = new Panels(List.of(), "no answer");
        BuildRecord running = Builds.running();
        for (BuildRecord build : List.of(ended, ended, Builds.whole(), running, running)) {
            cards.of(build, StageContext.NONE, Panels.NONE, () -> "card " + written.incrementAndGet());
        }
        assertThat(written).as("the second is that of the first").hasValue(4);
        BuildRecord other = Builds.numbered(8);
        for (Panels panels : List.of(Panels.NONE, note, note)) {
            assertThat(cards.of(other, StageContext.NONE, panels, () -> "x".repeat(60) + written.incrementAndGet()))
                    .endsWith(panels.note().isEmpty() ? "5" : "6");
        }
        cards.of(ended, StageContext.NONE, Panels.NONE, () -> "y".repeat(60) + written.incrementAndGet());
        cards.of(other, StageContext.NONE, note, () -> "z" + written.incrementAndGet());
        assertThat(written).as("there is room for one of these").hasValue(8);
    }

    @Test
    void address_below_the_export_is_not_found() throws Exception {
        List<Object> calls = new ArrayList<>();
        StaplerRequest2 request = answering(StaplerRequest2.class, (name, arguments) -> "/x");
        StaplerResponse2 response = answering(StaplerResponse2.class, (name, arguments) -> {
            calls.add(name + List.of(arguments));
            return null;
        });
        action(true).doEvents(request, response);
        assertThat(calls).containsExactly("sendError[404]");
    }

    /** What stands in it is the record, as it lies beside the build. */
    @Test
    void json_below_the_card_is_the_record_and_needs_the_permission_to_read() throws Exception {
        Requests.Answer answer = new Requests.Answer();
        action(true).doBuild(Requests.get(""), answer.response());
        assertThat(RecordJson.read(answer.body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Builds.whole());

        assertThatThrownBy(() -> action(false).doBuild(Requests.get(""), new Requests.Answer().response()))
                .isInstanceOf(SecurityException.class);
    }

    private static <T> T answering(Class<T> type, BiFunction<String, Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        answer.apply(method.getName(), arguments == null ? new Object[0] : arguments)));
    }

    @Test
    void timeline_has_a_row_for_queue_build_and_each_stage_with_its_result_in_words() throws Exception {
        Element table = parse(drawn(card));
        assertThat(texts(table))
                .containsExactly("Queue", "Whole build", "Build", "Test", "linux", "Deploy to production");
        assertThat(cells(table, "millrace-words"))
                .containsExactly(
                        "7 s", "1 min 40 s", "success, 25 s", "unstable, 19 s", "unstable, 17 s", "success, 39 s");
        assertThat(drawn(card))
                .contains("class=\"millrace-queue\"")
                .contains("class=\"millrace-agent\"")
                .contains("class=\"millrace-input\"")
                .contains("class=\"millrace-path\"");
    }

    @Test
    void critical_path_is_told_in_a_sentence() {
        assertThat(BuildCardHtml.of(card, List.of()))
                .contains(
                        "Critical path: Build 25 s → Test 2 s → linux 17 s → Deploy to production 39 s; 17 s in no stage.");
        assertThat(card.stages().get(2).saves()).isEqualTo("17 s");
        assertThat(new BuildCard(Builds.running(), NOW).criticalPath(12)).isEmpty();
    }

    @Test
    void stage_leads_to_its_log_and_stands_against_what_is_usual() throws Exception {
        StageContext context = new StageContext() {
            @Override
            public String log(String stageId) {
                return "execution/node/" + stageId + "/";
            }

            @Override
            public Usual usual(String stageId) {
                Duration median = stageId.equals("6") ? Duration.ofSeconds(10) : Duration.ofSeconds(50);
                return new Usual(median, median.multipliedBy(2), 12);
            }
        };
        BuildCard known = new BuildCard(Builds.whole(), NOW, context);
        Element table = parse(drawn(known));
        assertThat(((Element) table.getElementsByTagName("a").item(0)).getAttribute("href"))
                .isEqualTo("execution/node/6/");
        assertThat(cells(table, "millrace-usual"))
                .startsWith("", "", "▲ usually 10 s, 85% within 20 s", "usually 50 s, 85% within 1 min 40 s");
    }

    @Test
    void context_that_cannot_be_read_does_not_cost_the_card() {
        MillraceRunAction action = new MillraceRunAction(
                new ReadableRun(true),
                Builds::whole,
                () -> Builds.NOW,
                record -> {
                    throw new IllegalStateException("no summary");
                },
                (record, now) -> {
                    throw new IllegalStateException("no hub");
                },
                new Cards(),
                () -> NOW);
        assertThat(action.getCard()).contains("Deploy to production");
    }

    @Test
    void cell_of_a_declarative_matrix_is_one_row_and_called_by_its_axes() {
        String name = "Matrix - OS = 'linux', JDK = '17'";
        List<StageRecord> stages = List.of(
                new StageRecord("3", null, Kind.STAGE, "Test", at(1), at(9), "FAILURE", null, false, List.of()),
                new StageRecord("5", "3", Kind.BRANCH, name, at(1), at(9), "FAILURE", null, false, List.of()),
                new StageRecord("6", "5", Kind.STAGE, name, at(2), at(8), "FAILURE", null, false, List.of()));
        BuildCard matrix =
                new BuildCard(Builds.recorded(1, new GraphReading(stages, List.of(), List.of(), List.of())), NOW);
        assertThat(matrix.stages()).extracting(StageRow::name).containsExactly("Test", "OS = 'linux', JDK = '17'");
    }

    /** The usual time of a stage comes from the summary of its job; its log from whichever plugin has a page for it. */
    @Test
    void context_of_a_job_knows_stages_by_their_path_and_the_page_of_a_log() {
        List<TimedBuild> builds = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            builds.add(TimedBuilds.of(Builds.numbered(i)).orElseThrow());
        }
        StageContext context = JobContext.of(
                new ReadableRun(true), Builds.whole(), PipelineReport.of(builds, 100), "https://hub.example");
        assertThat(context.usual("11"))
                .isEqualTo(new StageContext.Usual(Duration.ofSeconds(17), Duration.ofSeconds(17), 6));
        assertThat(context.usual("99")).isNull();
        assertThat(context.log("11")).isEqualTo("execution/node/11/");
        assertThat(context.log("javascript:")).isNull();
        assertThat(context.issue("SHOP-5")).isEqualTo("https://hub.example/items/SHOP-5");
        assertThat(context.issue("SHOP-5/../x")).isNull();
    }

    private static Instant at(int seconds) {
        return Builds.START.plusSeconds(seconds);
    }

    @Test
    void hostile_names_stay_text_in_the_timeline() throws Exception {
        List<String> names = List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)' x='",
                "</text></svg><script>alert(1)</script>",
                "]]><b>",
                "&lt;b&gt; &#60;",
                "\u202egnp.exe",
                "control \u0001\u001b[31m",
                "lone \uD83D",
                "\uFFFE",
                "   ",
                "line one\nline two\r\ttabbed",
                "x".repeat(500),
                "\uD83D\uDE80".repeat(60));
        String drawn = drawn(new BuildCard(Builds.named(names), NOW));
        Element svg = parse(drawn);
        assertThat(elements(svg, new TreeSet<>())).isSubsetOf(ELEMENTS);
        assertThat(attributes(svg, new TreeSet<>()))
                .isSubsetOf(
                        "class",
                        "x",
                        "y",
                        "width",
                        "height",
                        "viewBox",
                        "xmlns",
                        "scope",
                        "preserveAspectRatio",
                        "aria-hidden");
        assertThat(texts(svg))
                .contains("<script>alert(1)</script>", "&lt;b&gt; &#60;", "(blank)", "line one line two  tabbed");
        assertThat(drawn)
                .doesNotContain("<script")
                .doesNotContain("\u202e")
                .doesNotContain("\u001b")
                .doesNotContain("<img");
    }

    /** The hostile names that a real Jenkins let through. */
    @Test
    void recorded_hostile_build_is_drawn() throws Exception {
        var graph = StoredGraph.read(RealData.folder("jenkins-2.479-scenarios/hostile/1/build-dir"));
        List<String> names = new ArrayList<>();
        StageReader.read(graph).stages().forEach(stage -> names.add(stage.name()));
        assertThat(names).hasSize(22);
        Element svg = parse(drawn(new BuildCard(Builds.named(names), NOW)));
        assertThat(elements(svg, new TreeSet<>())).isSubsetOf(ELEMENTS);
        assertThat(texts(svg)).hasSize(24);
    }

    @Test
    void build_of_thousands_of_stages_is_drawn_in_part_and_says_so() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            names.add("stage " + i);
        }
        BuildCard wide = new BuildCard(Builds.named(names), NOW);
        assertThat(texts(parse(drawn(wide))))
                .as("queue, whole build and the first stages")
                .hasSize(32);
        assertThat(wide.stages()).hasSize(300);
        assertThat(wide.furtherStages()).isEqualTo(4_700);
        assertThat(BuildCardHtml.of(wide, List.of())).contains("Show the other 270 stages", "and 4700 more");
    }

    /** The timeline alone, out of the card. */
    private static String drawn(BuildCard card) {
        String html = BuildCardHtml.of(card, List.of());
        int start = html.indexOf("<table class=\"millrace-timeline\"");
        return start < 0 ? "" : html.substring(start, html.indexOf("</table>") + "</table>".length());
    }

    private static Element parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static List<String> texts(Element table) {
        return cells(table, "millrace-name");
    }

    private static List<String> cells(Element table, String cssClass) {
        List<String> texts = new ArrayList<>();
        for (String tag : List.of("th", "td")) {
            var found = table.getElementsByTagName(tag);
            for (int i = 0; i < found.getLength(); i++) {
                Element cell = (Element) found.item(i);
                if (List.of(cell.getAttribute("class").split(" ")).contains(cssClass)) {
                    texts.add(cell.getTextContent());
                }
            }
        }
        return texts;
    }

    private static Set<String> elements(Node node, Set<String> into) {
        if (node instanceof Element element) {
            into.add(element.getTagName());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            elements(child, into);
        }
        return into;
    }

    private static Set<String> attributes(Node node, Set<String> into) {
        for (int i = 0; node.getAttributes() != null && i < node.getAttributes().getLength(); i++) {
            into.add(node.getAttributes().item(i).getNodeName());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            attributes(child, into);
        }
        return into;
    }
}
