package dev.millrace.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what surfaces tell people of items: facts, figures and tables, as {@code show --markdown} and a step summary write them. */
final class SaidInMarkdown {

    private static final Pattern FACT = Pattern.compile("- ([^:]*): (.*)");
    private static final Pattern HEADING = Pattern.compile(
            "(?:## |<details><summary>)(?!What )(?:Cycle (\\d+): )?([^(<]*)( \\(issue \\d+\\))?(?:</summary>)?");
    private static final Pattern OF_CYCLE = Pattern.compile("(?:cycle (\\d+), )?(start to stop|active|waiting)");
    private static final String COMPLETENESS = "completeness";
    private static final String FIGURES = "<details><summary>Figures of ";
    private static final String BRIEF = "brief";
    private static final String END = "## End";
    /** What is missing, and of what: a summary does not name what its readers may not know. */
    private static final Pattern NAMED =
            Pattern.compile("(Not read completely|Incomplete: .* captured)(: |, of )[^*]*");

    private static final Map<String, String> INSTANTS = Map.of(
            "Created", "created",
            "Cycle began", "created",
            "Coding began", "created",
            "Started", "start",
            "Stopped", "stop");

    private final Said said;
    private final String surface;
    private final boolean summary;
    private String key = "";
    private int cycle = 1;
    private String section = "";
    private List<String> rows = new ArrayList<>();

    SaidInMarkdown(Said said, String surface) {
        this.said = said;
        this.surface = surface;
        this.summary = surface.equals(Surfaces.SUMMARY);
    }

    /** The status, by the word that programs get. */
    static String status(String words) {
        return words.replaceAll(",.*", "").replace("in progress", "in-flow").replace(' ', '-');
    }

    /** A line as a reader sees it. */
    static String plain(String line) {
        return line.replace("\\", "")
                .replace("\u200b", "")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
    }

    /** One item after the other. */
    void items(String markdown) {
        for (String line : (markdown + '\n' + END).lines().toList()) {
            String plain = plain(line);
            Matcher heading = HEADING.matcher(plain);
            Matcher fact = FACT.matcher(plain);
            if (plain.startsWith("# ") || plain.startsWith(FIGURES)) {
                table();
                section = "";
            } else if (plain.equals("</details>") && section.equals(COMPLETENESS)) {
                table();
                section = BRIEF;
            } else if (heading.matches()) {
                table();
                // what a summary begins with is its own table, of the pull request
                section = summary && line.startsWith("## ") && !line.equals(END)
                        ? BRIEF
                        : heading.group(2).strip().toLowerCase(Locale.ROOT);
                cycle = heading.group(1) == null ? 1 : Integer.parseInt(heading.group(1));
            } else if (section.equals(COMPLETENESS)) {
                rows.add(NAMED.matcher(plain).replaceFirst("$1"));
            } else if (fact.matches()) {
                fact(fact.group(1), fact.group(2));
            } else if (plain.startsWith("| ")) {
                rows.add(plain);
            }
        }
    }

    private void fact(String name, String value) {
        switch (name) {
            case "Item" -> {
                table();
                section = "";
                key = value.replaceAll("\\[(.*)]\\(.*\\)", "$1");
            }
            case "Status" -> {
                Matcher cycles = Pattern.compile(".*, cycle (\\d+) of .*").matcher(value);
                cycle = cycles.matches() ? Integer.parseInt(cycles.group(1)) : 1;
                of().says("status", status(value));
            }
            case "Type" -> of().says("type", value.replaceAll(" .*", "").toLowerCase(Locale.ROOT));
            case "Value stream" -> of().says("definition in words", value.replaceAll(".*, version ", ""));
            case "Done rule" -> of().says("doneRule", value.replaceAll(":.*", ""));
            default -> {
                if (INSTANTS.containsKey(name) && !value.startsWith("unknown")) {
                    of().says(INSTANTS.get(name) + " in words", value);
                }
            }
        }
    }

    /** What the table says that has just ended. */
    private void table() {
        List<String> parts = new ArrayList<>();
        if (section.equals(COMPLETENESS)) {
            rows.removeIf(String::isBlank);
            of().says("capture in words", rows);
            rows.clear();
        }
        for (String row : rows) {
            List<String> cells = cells(row);
            switch (section) {
                case "" -> figure(cells);
                case "where the time went" -> of().says(cells.get(0) + " in words", cells.get(1) + '|' + cells.get(2));
                case "time per stage" -> {
                    boolean open = !cells.get(4).equals("0");
                    of().says(
                                    "stage " + cells.get(0) + " in words",
                                    String.join("|", cells.subList(1, 5)) + '|' + (open ? "" : cells.get(5)));
                }
                case "segment by segment" -> parts.add(cells.get(0));
                case "linked artifacts" ->
                    parts.add(String.join("|", cells.get(0), cells.get(2), cells.get(3), cells.get(4)));
                case "working time" -> working(cells);
                default -> {
                    // the drawing, and what is missing
                }
            }
        }
        if (section.equals("segment by segment")) {
            of().says("segments in words", parts.subList(1, parts.size()));
        } else if (section.equals("linked artifacts")) {
            of().says("chain in words", parts.subList(1, parts.size()));
        }
        rows = new ArrayList<>();
    }

    private void figure(List<String> cells) {
        String[] value = cells.get(1).replace("**", "").split("<br>", -1);
        of().says(
                        cells.get(0) + " in words",
                        value[0]
                                + '|'
                                + (value.length > 1 ? value[1] : "")
                                + '|'
                                + cells.get(2).replace("<br>", " "));
    }

    private void working(List<String> cells) {
        Matcher name = OF_CYCLE.matcher(cells.get(0));
        if (name.matches()) {
            String part = name.group(2).equals("start to stop") ? "elapsed" : name.group(2);
            said.of(surface, key, name.group(1) == null ? 1 : Integer.parseInt(name.group(1)))
                    .says(part + " by the calendar in words", cells.get(2));
        }
    }

    private Said.Of of() {
        return said.of(surface, key, cycle);
    }

    private static List<String> cells(String row) {
        return List.of(row.substring(1, row.length() - 1).split("\\|", -1)).stream()
                .map(String::strip)
                .toList();
    }
}
