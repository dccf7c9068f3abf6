package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole report as people read it, wherever they do: what stands first in the same words and order as in JSON, the same sections in
 * the same order, and in them the same rows of figures.
 */
final class SameReport {

    /** What a page lists besides. */
    private static final List<String> LISTS = List.of("Deployments", "Builds that failed", "Items");

    private static final Pattern PAGE_TITLE =
            Pattern.compile("<section id=[^>]*>\\s*<h2[^>]*>(.*?)</h2>", Pattern.DOTALL);
    private static final Pattern TERMINAL_TITLE = Pattern.compile("(\\S.*?) ─+");
    private static final Pattern ROW = Pattern.compile("<tr[^>]*>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>", Pattern.DOTALL);
    private static final String MARKDOWN_RULE = "|---";

    private final List<String> first = new ArrayList<>();
    private final List<String> titles;
    private final List<String> rows = new ArrayList<>();

    /** The report as JSON has it, and its sections and rows as Markdown has them. */
    SameReport(String json, String markdown) throws IOException {
        JsonNode summary = JsonMapper.builder().build().readTree(json).path("summary");
        first.add(summary.path("sentence").asText());
        summary.path("next").forEach(step -> {
            first.add(step.path("what").asText());
            first.add(step.path("evidence").asText());
        });
        summary.path("limits").forEach(limit -> {
            first.add(limit.path("label").asText());
            first.add(limit.path("text").asText());
        });
        summary.path("cards").forEach(card -> {
            first.add(card.path("title").asText());
            first.add(card.path("value").asText());
            first.add(card.path("change").path("text").asText());
            first.add(card.path("caption").asText());
        });
        first.removeIf(String::isEmpty);
        List<String> lines = markdown.lines().map(SaidInMarkdown::plain).toList();
        titles = lines.stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        boolean inSection = false;
        for (int i = 0; i < lines.size(); i++) {
            inSection = inSection || lines.get(i).startsWith("## ");
            boolean isTitle = i + 1 < lines.size() && lines.get(i + 1).startsWith(MARKDOWN_RULE);
            if (inSection && lines.get(i).startsWith("| ") && !isTitle) {
                String cells = lines.get(i).substring(1, lines.get(i).lastIndexOf('|'));
                rows.add(row(Arrays.stream(cells.split("\\|", -1))
                        .map(SameReport::unlinked)
                        .toList()));
            }
        }
        assertThat(first).as("what stands first").hasSizeGreaterThan(20);
        assertThat(rows).hasSizeGreaterThan(40);
        assertFirst(
                "Markdown", unlinked(String.join(" ", lines).replace("**", "").replace("<br>", " ")));
    }

    void isInTerminal(String text) {
        assertFirst("terminal", text);
        assertThat(text.lines()
                        .map(TERMINAL_TITLE::matcher)
                        .filter(Matcher::matches)
                        .map(title -> title.group(1)))
                .as("sections in the terminal")
                .isEqualTo(titles);
    }

    void isInPage(String name, String html) {
        String main = html.substring(html.indexOf("<h1"));
        assertFirst(name, plain(main));
        List<String> own = new ArrayList<>();
        Matcher title = PAGE_TITLE.matcher(html);
        while (title.find()) {
            own.add(plain(title.group(1)));
        }
        assertThat(own).as("sections of " + name).containsAll(LISTS.subList(2, 3));
        own.removeAll(LISTS);
        assertThat(own).as("sections of " + name).isEqualTo(titles);
        List<String> there = new ArrayList<>();
        Matcher row = ROW.matcher(html);
        while (row.find()) {
            List<String> cells = new ArrayList<>();
            Matcher cell = CELL.matcher(row.group(1));
            while (cell.find()) {
                cells.add(plain(cell.group(1)));
            }
            there.add(row(cells));
        }
        assertThat(there).as("rows of " + name).containsAll(rows);
    }

    /** One after the other. */
    private void assertFirst(String name, String text) {
        String words = text.replaceAll("\\s+", " ");
        int at = 0;
        for (String one : first) {
            int next = words.indexOf(one, at);
            assertThat(next)
                    .as("%s says '%s' after '%s'", name, one, words.substring(Math.max(0, at - 80), at))
                    .isNotNegative();
            at = next + one.length();
        }
    }

    private static String row(List<String> cells) {
        return String.join(" | ", cells.stream().map(String::strip).toList()).strip();
    }

    private static String unlinked(String text) {
        return text.replaceAll("\\[([^\\]]*)]\\(<[^>]*>\\)", "$1");
    }

    private static String plain(String html) {
        String text =
                html.replaceAll("(?s)<svg.*?</svg>|<script.*?</script>", " ").replaceAll("<[^>]*>", " ");
        for (Map.Entry<String, String> escape :
                Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#39;", "'").entrySet()) {
            text = text.replace(escape.getKey(), escape.getValue());
        }
        return text.replace("&amp;", "&").replaceAll("\\s+", " ").strip();
    }
}
