package dev.millrace.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Reads what each of the demo's pictures shows of the example, each in the form that its tool gets.
 *
 * @param key the item
 * @param figures title, value and caption of each key figure, in their order
 * @param stages the cells of each row of the time per stage, in their order
 */
record DemoPictures(String key, List<List<String>> figures, List<List<String>> stages) {

    private static final Pattern ESCAPED = Pattern.compile("\\\\([^A-Za-z0-9])");

    static DemoPictures jiraPanel(Path file) throws Exception {
        Element page = html(file);
        List<List<String>> figures = new ArrayList<>();
        for (Element card : all(page, element -> classes(element).contains("mr-card"))) {
            figures.add(
                    List.of(text(first(card, "h2")), text(byClass(card, "mr-figure")), optional(card, "mr-caption")));
        }
        Element section = all(page, element -> element.getAttribute("id").equals("stages"))
                .get(0);
        return new DemoPictures(text(first(page, "h1")), figures, rows(first(section, "table")));
    }

    static DemoPictures jenkinsCard(Path file) throws Exception {
        Element item = byClass(html(file), "mr-item");
        List<List<String>> figures = new ArrayList<>();
        for (Element card : all(item, element -> classes(element).contains("mr-item-card"))) {
            figures.add(
                    List.of(text(first(card, "h4")), text(byClass(card, "mr-figure")), optional(card, "mr-caption")));
        }
        List<Element> children = all(item, element -> true);
        int heading = 0;
        while (!text(children.get(heading)).equals("Time per stage")) {
            heading++;
        }
        Element table = children.subList(heading, children.size()).stream()
                .filter(element -> element.getTagName().equals("table"))
                .findFirst()
                .orElseThrow();
        return new DemoPictures(text(first(item, "h3")), figures, rows(table));
    }

    static DemoPictures gitHubSummary(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<List<String>> figures = cells(lines, "| Figure ").stream()
                .map(row -> {
                    String[] value = row.get(1).split("<br>", 2);
                    return List.of(row.get(0), value[0].replace("**", ""), value.length > 1 ? value[1] : "");
                })
                .toList();
        String serves = "Serves ";
        String key = lines.stream()
                .filter(line -> line.startsWith(serves))
                .map(line -> line.substring(serves.length(), line.indexOf(':')))
                .findFirst()
                .orElseThrow();
        int stages = lines.indexOf("<details><summary>Time per stage</summary>");
        return new DemoPictures(key, figures, cells(lines.subList(stages, lines.size()), "| Stage "));
    }

    private static List<List<String>> cells(List<String> lines, String header) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith(header)) {
                inside = true;
            } else if (inside && line.startsWith("|") && !line.startsWith("|-")) {
                rows.add(Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                        .map(cell -> ESCAPED.matcher(cell.strip()).replaceAll("$1"))
                        .toList());
            } else if (inside && !line.startsWith("|")) {
                break;
            }
        }
        return rows;
    }

    private static List<List<String>> rows(Element table) {
        List<List<String>> rows = new ArrayList<>();
        for (Element row :
                all(first(table, "tbody"), element -> element.getTagName().equals("tr"))) {
            rows.add(all(row, element -> element.getTagName().matches("t[hd]")).stream()
                    .map(DemoPictures::text)
                    .toList());
        }
        return rows;
    }

    /** Pages are well-formed, so that a strict parser reads them. */
    static Element html(Path file) throws Exception {
        String text = Files.readString(file).replaceFirst("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static String optional(Element in, String cssClass) {
        return all(in, element -> classes(element).contains(cssClass)).stream()
                .findFirst()
                .map(DemoPictures::text)
                .orElse("");
    }

    private static Element byClass(Element in, String cssClass) {
        return all(in, element -> classes(element).contains(cssClass)).get(0);
    }

    private static Element first(Element in, String tag) {
        return all(in, element -> element.getTagName().equals(tag)).get(0);
    }

    private static List<String> classes(Element element) {
        return List.of(element.getAttribute("class").split(" "));
    }

    private static List<Element> all(Element in, Predicate<Element> wanted) {
        NodeList found = in.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Node node = found.item(i);
            if (node instanceof Element element && wanted.test(element)) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }
}
