package io.jenkins.plugins.millrace.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.buildcard.BuildCard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;

/** The Jelly views: what only a running Jenkins would notice, noticed here. */
class ViewsTest {

    private static final Path VIEWS = Path.of("src/main/resources");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern PATH =
            Pattern.compile("!?\\s*([A-Za-z]\\w*(?:\\.\\w+(?:\\((?:job)?\\))?)*)(?:\\s*(?:!=|==|&gt;|>)\\s*\\w+)?");
    /** What Jenkins itself puts into the context. */
    private static final List<String> GIVEN = List.of("resURL", "rootURL", "app");

    static List<Path> views() throws IOException {
        try (Stream<Path> files = Files.walk(VIEWS)) {
            return files.filter(file -> file.toString().endsWith(".jelly"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void all_views_are_found() throws IOException {
        assertThat(views())
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "index.jelly",
                        "summary.jelly",
                        "message.jelly",
                        "message.jelly",
                        "config.jelly",
                        "jobMain.jelly",
                        "index.jelly",
                        "index.jelly",
                        "index.jelly",
                        "index.jelly",
                        "config.jelly",
                        "config-details.jelly",
                        "index.jelly",
                        "column.jelly",
                        "columnHeader.jelly");
    }

    @ParameterizedTest
    @MethodSource("views")
    void view_is_well_formed_and_escapes_by_default_first(Path view) throws Exception {
        assertThat(Files.readString(view)).startsWith("<?jelly escape-by-default='true'?>");
        Node first = parse(view).getFirstChild();
        assertThat(first).isInstanceOf(ProcessingInstruction.class);
        assertThat(first.getNodeName()).isEqualTo("jelly");
    }

    @ParameterizedTest
    @MethodSource("views")
    void view_has_no_inline_script_style_or_handler(Path view) throws Exception {
        for (Element element : elements(parse(view))) {
            String tag = element.getTagName().toLowerCase(Locale.ROOT);
            assertThat(tag).isNotIn("style", "iframe", "object", "embed", "base");
            if (tag.equals("script")) {
                assertThat(element.getTextContent()).isBlank();
                assertThat(element.getAttribute("src")).isNotBlank();
            }
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Node attribute = element.getAttributes().item(i);
                String name = attribute.getNodeName().toLowerCase(Locale.ROOT);
                assertThat(name).isNotEqualTo("style").doesNotStartWith("on");
                assertThat(attribute.getNodeValue().toLowerCase(Locale.ROOT)).doesNotContain("javascript:");
                if (name.equals("src")
                        || (name.equals("href") && !element.getTagName().equals("a"))) {
                    assertThat(attribute.getNodeValue()).startsWith("${resURL}/plugin/millrace/");
                    assertThat(Path.of(
                                    "src/main/webapp",
                                    attribute.getNodeValue().substring("${resURL}/plugin/millrace/".length())))
                            .exists();
                } else if (name.equals("href")) {
                    assertThat(attribute.getNodeValue())
                            .as("a page of our own")
                            .matches("[a-z]+(/|\\.json)|\\$\\{rootURL}/\\$\\{row\\.address}");
                }
            }
        }
    }

    /** These are the only texts that are written out as they are; CardTest and JobPageTest show that they are escaped. */
    @Test
    void nothing_but_the_cards_and_the_page_goes_out_unescaped() throws Exception {
        List<String> raw = new ArrayList<>();
        for (Path view : views()) {
            for (Element element : elements(parse(view))) {
                if (element.getTagName().equals("j:out")) {
                    raw.add(element.getAttribute("value"));
                }
                assertThat(element.hasAttribute("escapeText")).isFalse();
            }
        }
        assertThat(raw).containsExactlyInAnyOrder("${card}", "${card}", "${page}", "${page}", "${page}");
    }

    /**
     * {@code millrace demo} and the hub show the card without a Jenkins, with the build card's copy of the style sheet. Jenkins serves only what
     * lies in the plugin's webapp folder, which the official build ({@code hpi/pom.xml}) takes as it is: hence two copies.
     */
    @Test
    void style_sheet_is_the_one_of_the_build_card() throws IOException {
        try (InputStream copy = BuildCard.class.getResourceAsStream("millrace.css")) {
            assertThat(Path.of("src/main/webapp/css/millrace.css")).hasBinaryContent(copy.readAllBytes());
        }
    }

    /** Jenkins' orange, on white, has a contrast of 2.5 to 1; text needs 4.5 to 1. */
    @Test
    void what_was_not_read_is_written_in_the_colour_of_text() throws IOException {
        assertThat(Files.readString(Path.of("src/main/webapp/css/millrace.css")))
                .contains(".millrace-trouble {")
                .doesNotContainPattern("\\.millrace-trouble \\{[^}]*[^-]color:");
    }

    @ParameterizedTest
    @MethodSource("views")
    void every_expression_binds_to_a_real_getter(Path view) throws Exception {
        Map<String, Type> variables = new HashMap<>();
        // Jenkins calls a section of its configuration "instance"
        owner(view).ifPresent(type -> variables.put(view.endsWith("config.jelly") ? "instance" : "it", type));
        for (Element element : elements(parse(view))) {
            for (String expression : expressions(element)) {
                if (expression.startsWith("%")) {
                    // a text, in English; in brackets it would have arguments
                    assertThat(expression).doesNotContain("(");
                    continue;
                }
                Matcher path = PATH.matcher(expression);
                assertThat(path.matches())
                        .as("an expression this test can read: %s", expression)
                        .isTrue();
                resolve(path.group(1), variables);
            }
            if (element.getTagName().equals("j:set")) {
                variables.put(element.getAttribute("var"), resolve(inner(element.getAttribute("value")), variables));
            } else if (element.getTagName().equals("j:forEach")) {
                Type items = resolve(inner(element.getAttribute("items")), variables);
                variables.put(element.getAttribute("var"), ((ParameterizedType) items).getActualTypeArguments()[0]);
            }
        }
    }

    /** A view lies in the folder that is named like its class. */
    private static Optional<Class<?>> owner(Path view) {
        Path folder = VIEWS.relativize(view).getParent();
        if (folder == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(folder.toString().replace(java.io.File.separatorChar, '.')));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no class for the view " + view, e);
        }
    }

    private static Type resolve(String path, Map<String, Type> variables) {
        String[] steps = path.split("\\.");
        if (GIVEN.contains(steps[0])) {
            return String.class;
        }
        Type type = variables.get(steps[0]);
        assertThat(type).as("variable %s in %s", steps[0], path).isNotNull();
        for (int i = 1; i < steps.length; i++) {
            type = getter(raw(type), steps[i]).getGenericReturnType();
        }
        return type;
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    private static Method getter(Class<?> type, String step) {
        // a column is asked with the job that Jenkins puts into the context
        int arguments = step.endsWith("(job)") ? 1 : 0;
        String name = step.endsWith(")") ? step.substring(0, step.indexOf('(')) : null;
        String capital = Character.toUpperCase(step.charAt(0)) + step.substring(1);
        return Stream.of(type.getMethods())
                .filter(method -> method.getParameterCount() == arguments)
                .filter(method -> name != null
                        ? method.getName().equals(name)
                        : method.getName().equals("get" + capital)
                                || (method.getName().equals("is" + capital) && method.getReturnType() == boolean.class))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getName() + " has no getter for " + step));
    }

    private static List<String> expressions(Element element) {
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            texts.append(element.getAttributes().item(i).getNodeValue()).append('\n');
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE) {
                texts.append(child.getNodeValue()).append('\n');
            }
        }
        return EXPRESSION
                .matcher(texts)
                .results()
                .map(found -> found.group(1).strip())
                .toList();
    }

    private static String inner(String expression) {
        return expression.substring(2, expression.length() - 1);
    }

    private static List<Element> elements(Document document) {
        List<Element> elements = new ArrayList<>();
        var all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    private static Document parse(Path view) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(view.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(view + " is not well-formed", e);
        }
    }
}
