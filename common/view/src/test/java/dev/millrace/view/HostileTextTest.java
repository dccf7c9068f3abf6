package dev.millrace.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.document.DisplayWidth;
import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.MarkdownRenderer;
import dev.millrace.document.Page;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.document.TerminalStyle;
import dev.millrace.view.item.ItemJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Whatever others write into titles and names, no output does more with it than show it. */
class HostileTextTest {

    private static final Set<String> OUR_TAGS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "h1",
            "h2",
            "p",
            "dl",
            "dt",
            "dd",
            "div",
            "nav",
            "ol",
            "polyline",
            "ul",
            "li",
            "a",
            "main",
            "section",
            "article",
            "details",
            "summary",
            "figure",
            "figcaption",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "strong",
            "b",
            "footer",
            "svg",
            "desc",
            "defs",
            "pattern",
            "path",
            "rect",
            "circle",
            "g",
            "text",
            "line");

    static Stream<String> texts() {
        return Hostile.TEXTS.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void html_holds_only_our_own_elements_no_handler_no_style_and_no_link_but_to_web_pages(String text) {
        for (Document document : documents(text)) {
            String html = new HtmlRenderer().render(document);
            Page page = Page.parse(html);
            assertThat(page.all("*").map(Element::getTagName).collect(Collectors.toSet()))
                    .isSubsetOf(OUR_TAGS);
            assertThat(page.attributes().map(attr -> attr.getName()))
                    .noneMatch(name -> name.startsWith("on") || name.equals("style") || name.equals("src"));
            assertThat(page.attribute("href")).allMatch(href -> href.startsWith("#") || href.startsWith("https://"));
            assertThat(html.codePoints().filter(c -> c != '\n')).noneMatch(HostileTextTest::dangerous);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_terminal_gets_text_and_line_feeds_only_and_no_line_longer_than_itself(String text) {
        for (Document document : documents(text)) {
            String out = new TerminalRenderer(TerminalStyle.plain()).render(document);
            assertThat(out.codePoints().filter(c -> c != '\n')).noneMatch(HostileTextTest::dangerous);
            assertThat(out.lines()).allMatch(line -> DisplayWidth.of(line) <= 100);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void markdown_keeps_its_tables_fences_and_lines(String text) {
        Document document = Hostile.item(text).document();
        List<String> expected = shape(Hostile.item("harmless").document());
        assertThat(shape(document)).isEqualTo(expected);
        String markdown = new MarkdownRenderer().render(document);
        assertThat(markdown.codePoints().filter(c -> c != '\n')).noneMatch(HostileTextTest::dangerous);
        assertThat(markdown.replaceAll("\\\\.|\\(<https://jira[^>]*>\\)", ""))
                .as("without what is escaped")
                .doesNotContain("<script", "<img", "<svg", "<https", "](http", "](javascript", "://");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void json_gives_the_text_back_unchanged(String text) throws Exception {
        JsonNode item = new ObjectMapper().readTree(ItemJson.render(Hostile.item(text)));
        String whole = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
        assertThat(item.at("/item/title").textValue())
                .as("but for halves of surrogate pairs, which are no text")
                .isEqualTo(whole);
        JsonNode report = new ObjectMapper().readTree(ReportJson.render(Hostile.report(text)));
        assertThat(report.at("/flowLoad/oldest/0/title").textValue()).isEqualTo(whole);
    }

    /** What a line is, by how it begins, and how many cells it has: the same whatever the names are. */
    private static List<String> shape(Document document) {
        return new MarkdownRenderer()
                .render(document)
                .lines()
                .map(line -> line.replaceAll("\\\\.", ""))
                .map(line -> {
                    long pipes = line.chars().filter(c -> c == '|').count();
                    String start = line.startsWith("```") ? "fence " + line : line.isBlank() ? "blank" : "text";
                    return pipes > 0 ? "row of " + pipes : start;
                })
                .toList();
    }

    private static List<Document> documents(String text) {
        return List.of(Hostile.report(text).document(), Hostile.item(text).document());
    }

    private static boolean dangerous(int c) {
        return Character.isISOControl(c)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= 0xD800 && c <= 0xDFFF);
    }
}
