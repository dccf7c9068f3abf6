package dev.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of {@code docs/definitions.md} are those that the engine decides by and the oracle follows, with the same numbers. */
class RulesDocTest {

    private static final Path DOC = Path.of("..", "..", "docs", "definitions.md");
    private static final Path ORACLE = Path.of("src", "test", "java", "dev", "millrace", "flow", "oracle");
    private static final Pattern RULE = Pattern.compile("### (([A-Z])(\\d+)([a-z]?)) (.*)");

    /** What the oracle is not asked: which items there are, what is only reported beside a timeline, and the sum that its reader makes. */
    private static final List<String> NOT_SIMULATED = List.of("S5", "S8", "S10", "S11", "S12", "S14");

    @Test
    void every_rule_that_decides_a_segment_has_its_section_and_no_section_is_without_a_rule() throws IOException {
        List<String> sections = rules().entrySet().stream()
                .filter(rule -> rule.getKey().startsWith("F"))
                .map(rule -> rule.getKey() + ' ' + rule.getValue())
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(Stream.of(FlowRule.values())
                        .map(rule -> rule.id() + ' ' + rule.title())
                        .toList());
    }

    @Test
    void every_rule_has_an_example() throws IOException {
        String page = Files.readString(DOC);
        for (String rule : rules().keySet()) {
            int begin = page.indexOf("### " + rule + ' ');
            assertThat(page.substring(begin, page.indexOf("\n#", begin + 1)))
                    .as(rule)
                    .contains("\nExample: ");
        }
    }

    @Test
    void numbers_rise_without_a_gap_and_come_once() throws IOException {
        Map<String, String> before = new LinkedHashMap<>();
        for (String id : rules().keySet()) {
            Matcher rule = RULE.matcher("### " + id + " x");
            assertThat(rule.matches()).isTrue();
            String last = before.put(rule.group(2), id);
            int number = Integer.parseInt(rule.group(3));
            String letter = rule.group(4);
            if (last == null) {
                assertThat(number).as(id).isOne();
                assertThat(letter).as(id).isIn("", "a");
                continue;
            }
            Matcher previous = RULE.matcher("### " + last + " x");
            assertThat(previous.matches()).isTrue();
            boolean goesOn = Integer.parseInt(previous.group(3)) == number;
            assertThat(number - Integer.parseInt(previous.group(3))).as(id).isBetween(0, 1);
            String expected =
                    goesOn ? String.valueOf((char) (previous.group(4).charAt(0) + 1)) : letter.isEmpty() ? "" : "a";
            assertThat(letter).as(id).isEqualTo(expected);
        }
    }

    /** A method of the oracle that follows a rule begins with its number, or it gives the number as its answer. */
    @Test
    void oracle_follows_every_rule_of_one_item_by_its_number() throws IOException {
        String sources;
        try (Stream<Path> files = Files.list(ORACLE)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
            sources = String.join("\n", texts);
        }
        List<String> simulated = rules().keySet().stream()
                .filter(rule -> rule.matches("[HTFS].*") && !NOT_SIMULATED.contains(rule))
                .toList();

        assertThat(simulated)
                .hasSizeGreaterThan(30)
                .allSatisfy(rule -> assertThat(sources)
                        .containsPattern("\"" + rule + "\"|\\b" + rule.toLowerCase(Locale.ROOT) + "[A-Z]\\w*\\("));
        List<String> numbers = Pattern.compile("\\b([htfs]\\d+[a-z]?)[A-Z]\\w*\\(")
                .matcher(sources)
                .results()
                .map(found -> found.group(1).toUpperCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.toList());
        assertThat(numbers)
                .as("the oracle has no rule that the page has not")
                .allSatisfy(number -> assertThat(rules().keySet())
                        .anyMatch(rule -> rule.toUpperCase(Locale.ROOT).startsWith(number)));
    }

    /** The titles of the rules by their numbers, in the order of the page. */
    private static Map<String, String> rules() throws IOException {
        Map<String, String> rules = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DOC)) {
            Matcher rule = RULE.matcher(line);
            if (rule.matches()) {
                assertThat(rules.put(rule.group(1), rule.group(5))).as(line).isNull();
            }
        }
        return rules;
    }
}
