package dev.millrace.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.HtmlRenderer;
import dev.millrace.document.Markup;
import dev.millrace.document.Page;
import dev.millrace.document.PageScripts;
import dev.millrace.metrics.report.Reports;
import dev.millrace.view.page.ReportPage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class HtmlRendererTest {

    static Stream<String> pages() {
        return Stream.of(
                new HtmlRenderer()
                        .render(ReportView.of(Samples.report(), Reports.NO_EXTRAS)
                                .document()),
                new HtmlRenderer().render(Samples.item().document()),
                new HtmlRenderer()
                        .render(ReportView.of(Samples.report(List.of()), Reports.NO_EXTRAS)
                                .document()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_forbids_itself_everything_but_its_own_style_sheet(String html) throws Exception {
        Page page = Page.parse(html);
        String css = page.only("style").getTextContent();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
        String policy = page.all("meta")
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .map(meta -> meta.getAttribute("content"))
                .findFirst()
                .orElseThrow();
        assertThat(policy)
                .isEqualTo("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(digest)
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
        assertThat(css).as("a style sheet can load things, too").doesNotContain("url(", "@import");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_loads_nothing_and_runs_nothing(String html) {
        Page page = Page.parse(html);
        assertThat(page.all("*").map(Element::getTagName))
                .doesNotContain("script", "link", "img", "iframe", "object", "embed", "form", "base");
        assertThat(page.attributes().map(attr -> attr.getName()))
                .noneMatch(name -> name.startsWith("on") || name.equals("style") || name.equals("src"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_id_is_there_once_and_every_reference_leads_to_one(String html) {
        Page page = Page.parse(html);
        List<String> ids = page.attribute("id").toList();
        assertThat(ids).doesNotHaveDuplicates();
        Stream<String> references = Stream.concat(
                page.attribute("aria-labelledby").flatMap(value -> Stream.of(value.split(" "))),
                page.attribute("href").filter(href -> href.startsWith("#")).map(href -> href.substring(1)));
        assertThat(references).isNotEmpty().allMatch(ids::contains);
        Stream<String> fills = page.attribute("fill").filter(fill -> fill.startsWith("url(#"));
        assertThat(fills.map(fill -> fill.substring(5, fill.length() - 1))).allMatch(ids::contains);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void tables_have_captions_and_headers_and_drawings_have_a_title_and_a_description(String html) {
        Page page = Page.parse(html);
        assertThat(page.all("table"))
                .isNotEmpty()
                .allMatch(table -> table.getElementsByTagName("caption").getLength() == 1);
        assertThat(page.all("th")).allMatch(th -> Set.of("col", "row").contains(th.getAttribute("scope")));
        assertThat(page.all("svg")
                        .filter(svg -> !svg.getAttribute("aria-hidden").equals("true")))
                .allMatch(svg -> svg.getAttribute("role").equals("img")
                        && svg.getElementsByTagName("title").getLength() > 0
                        && svg.getElementsByTagName("desc").getLength() == 1);
        assertThat(page.all("h1")).hasSize(1);
        assertThat(page.only("html").getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void page_with_charts_is_well_formed_and_each_hash_is_of_a_script_of_its_own() throws Exception {
        String html =
                ReportPage.html(ReportView.of(Samples.report(), Reports.NO_EXTRAS), Samples.listing(Samples.items()));
        Page page = Page.parse(html);
        String policy = page.attribute("content")
                .filter(content -> content.startsWith("default-src"))
                .findFirst()
                .orElseThrow();
        List<String> runs = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(runs).hasSizeGreaterThanOrEqualTo(2);
        for (String script : runs) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        assertThat(policy).contains("script-src 'sha256-").doesNotContain("unsafe", "self", "*", "http");
        assertThat(page.all("script").filter(script -> script.hasAttribute("src")))
                .isEmpty();
    }

    @Test
    void script_that_would_end_early_is_refused() {
        assertThatThrownBy(() -> PageScripts.Script.embedded("'</SCRIPT>'")).hasMessageContaining("</script");
        assertThatThrownBy(() -> PageScripts.Script.embedded("']]>'")).hasMessageContaining("]]>");
        assertThatThrownBy(() -> PageScripts.Script.linked("https://x.example/e.js"))
                .hasMessageContaining("own site");
        assertThatThrownBy(() -> PageScripts.Script.linked("//x.example/e.js")).hasMessageContaining("own site");
    }

    @Test
    void every_card_shows_its_value_how_many_items_it_stands_on_and_what_it_is() {
        ReportView view = ReportView.of(Samples.report(), Reports.NO_EXTRAS);
        Page page = Page.parse(new HtmlRenderer().render(view.document()));
        List<Element> cards = page.all("article").toList();
        assertThat(cards).hasSameSizeAs(view.document().cards());
        for (int i = 0; i < cards.size(); i++) {
            Document.Card card = view.document().cards().get(i);
            assertThat(cards.get(i).getTextContent()).contains(card.title(), card.value(), card.definition());
            assertThat(cards.get(i).getTextContent()).contains(card.notes());
        }
    }

    @Test
    void an_address_that_is_no_web_page_becomes_no_link() {
        assertThat(Stream.of("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https:x", "//x.example")
                        .map(address -> Cell.link("x", URI.create(address)).link()))
                .containsOnlyNulls();
        assertThat(Cell.link("x", URI.create("https://user:secret@x.example")).link())
                .as("a secret in an address does not get into a page")
                .isNull();
        assertThat(Cell.link("x", URI.create("HTTPS://x.example/y")).link()).isNotNull();
    }

    @Test
    void the_same_view_gives_the_same_bytes() {
        assertThat(pages().collect(Collectors.toList())).isEqualTo(pages().collect(Collectors.toList()));
    }

    @Test
    void our_own_code_cannot_write_a_handler_or_an_inline_style() {
        assertThatThrownBy(() -> new Markup().open("p", "onclick", "x")).hasMessageContaining("onclick");
        assertThatThrownBy(() -> new Markup().open("p", "STYLE", "x")).hasMessageContaining("STYLE");
        assertThatThrownBy(() -> new Markup().open("p").done()).hasMessageContaining("<p> was not closed");
    }
}
