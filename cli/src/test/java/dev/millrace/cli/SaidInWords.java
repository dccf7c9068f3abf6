package dev.millrace.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what people see first of an item, and in which order: its facts, its figures with what they are made of, and the titles of
 * what follows. A terminal, a page and Markdown write it in three ways.
 */
final class SaidInWords {

    private static final Pattern TERMINAL_FACT = Pattern.compile("  (\\S.*?)  +(\\S.*)");
    private static final Pattern TERMINAL_MORE = Pattern.compile("   +(\\S.*)");
    private static final Pattern TERMINAL_TITLE = Pattern.compile("(\\S.*?) ─+");
    private static final Pattern MARKDOWN_FACT = Pattern.compile("- ([^:]*): (.*)");
    private static final Pattern PAGE_FACT = Pattern.compile("<dt>(.*?)</dt>\\s*<dd>(.*?)</dd>", Pattern.DOTALL);
    private static final Pattern PAGE_FIGURE = Pattern.compile(
            "<article class=\"mr-card\"[^>]*>\\s*<h2>(.*?)</h2>\\s*<p class=\"mr-figure\">(.*?)</p>(.*?)</article>",
            Pattern.DOTALL);
    private static final Pattern PAGE_CAPTION = Pattern.compile("<p class=\"mr-caption\">(.*?)</p>", Pattern.DOTALL);
    private static final Pattern PAGE_TITLE =
            Pattern.compile("<section id=[^>]*>\\s*<h2[^>]*>(.*?)</h2>", Pattern.DOTALL);

    /** Differs by when it was asked, or leads elsewhere on a site. */
    private static final List<String> LEFT_OUT = List.of("Known at");

    private final Said said;
    private final String surface;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, String> figures = new LinkedHashMap<>();
    private final List<String> titles = new ArrayList<>();

    private SaidInWords(Said said, String surface) {
        this.said = said;
        this.surface = surface;
    }

    static void terminal(Said said, String surface, String key, String text) {
        SaidInWords words = new SaidInWords(said, surface);
        Map<String, String> part = words.facts;
        String name = "";
        for (String line : text.lines().skip(2).toList()) {
            Matcher title = TERMINAL_TITLE.matcher(line);
            Matcher fact = TERMINAL_FACT.matcher(line);
            Matcher more = TERMINAL_MORE.matcher(line);
            if (title.matches()) {
                words.titles.add(title.group(1));
            } else if (words.titles.isEmpty() && line.isBlank() && !words.facts.isEmpty()) {
                part = words.figures;
            } else if (words.titles.isEmpty() && more.matches()) {
                part.merge(name, more.group(1), (first, rest) -> first + ' ' + rest);
            } else if (words.titles.isEmpty() && fact.matches()) {
                name = fact.group(1);
                part.put(name, fact.group(2));
            }
        }
        words.of(key);
    }

    static void markdown(Said said, String surface, String key, String text) {
        SaidInWords words = new SaidInWords(said, surface);
        for (String line : text.lines().toList()) {
            String plain = SaidInMarkdown.plain(line);
            Matcher fact = MARKDOWN_FACT.matcher(plain);
            if (plain.startsWith("## ")) {
                words.titles.add(plain.substring(3));
            } else if (words.titles.isEmpty() && words.figures.isEmpty() && fact.matches()) {
                words.facts.put(fact.group(1), fact.group(2).replaceAll("\\[(.*)]\\(.*\\)", "$1"));
            } else if (words.titles.isEmpty() && plain.startsWith("| ") && plain.contains("**")) {
                String[] cells = plain.split("\\|", -1);
                words.figures.put(
                        cells[1].strip(),
                        (cells[2] + ' ' + cells[3])
                                .replace("**", "")
                                .replace("<br>", " ")
                                .replaceAll("\\s+", " ")
                                .strip());
            }
        }
        words.of(key);
    }

    static void page(Said said, String surface, String key, String html) {
        SaidInWords words = new SaidInWords(said, surface);
        Matcher fact = PAGE_FACT.matcher(html.substring(0, html.indexOf("<main>")));
        while (fact.find()) {
            words.facts.put(plain(fact.group(1)), plain(fact.group(2)));
        }
        Matcher figure = PAGE_FIGURE.matcher(html);
        while (figure.find()) {
            StringBuilder value = new StringBuilder(plain(figure.group(2)));
            Matcher caption = PAGE_CAPTION.matcher(figure.group(3));
            while (caption.find()) {
                value.append(' ').append(plain(caption.group(1)));
            }
            Matcher note = Pattern.compile("<li>(.*?)</li>", Pattern.DOTALL).matcher(figure.group(3));
            while (note.find()) {
                value.append(' ').append(plain(note.group(1)));
            }
            words.figures.put(plain(figure.group(1)), value.toString());
        }
        Matcher title = PAGE_TITLE.matcher(html);
        while (title.find()) {
            words.titles.add(plain(title.group(1)));
        }
        words.of(key);
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .strip();
    }

    private void of(String key) {
        LEFT_OUT.forEach(facts::remove);
        Said.Of of = said.of(surface, key, 1);
        of.says("facts in order", facts).says("figures in order", figures).says("titles in order", titles);
    }
}
