package dev.millrace.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/definitions.md} has the rules that the engine decides by, in the same order and with the same numbers. */
class RulesDocTest {

    private static final Path DOC = Path.of("..", "docs", "definitions.md");
    private static final Pattern RULE = Pattern.compile("### (F\\d+[a-z]? .*)");

    @Test
    void every_rule_has_its_section_and_no_section_is_without_a_rule() throws IOException {
        List<String> sections = Files.readAllLines(DOC).stream()
                .map(RULE::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(Stream.of(FlowRule.values())
                        .map(rule -> rule.id() + ' ' + rule.title())
                        .toList());
    }

    @Test
    void every_rule_has_an_example() throws IOException {
        String page = Files.readString(DOC);
        for (FlowRule rule : FlowRule.values()) {
            int begin = page.indexOf("### " + rule.id() + ' ');
            assertThat(page.substring(begin, page.indexOf("\n#", begin + 1)))
                    .as(rule.id())
                    .contains("\nExample: ");
        }
    }
}
