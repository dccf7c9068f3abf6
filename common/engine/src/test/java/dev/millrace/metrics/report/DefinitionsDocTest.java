package dev.millrace.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** {@code docs/definitions.md} and the catalogue say the same. */
class DefinitionsDocTest {

    private static final Path DOC = Path.of("..", "..", "docs", "definitions.md");

    @Test
    void every_metric_has_its_section_with_its_formula_and_no_section_is_without_a_metric() throws IOException {
        List<String> lines = Files.readAllLines(DOC);
        int begin = lines.indexOf("## The metrics");
        List<String> sections = new ArrayList<>();
        for (String line : lines.subList(begin + 1, lines.size())) {
            if (line.startsWith("## ")) {
                break;
            } else if (line.startsWith("### ")) {
                sections.add(line.substring(4));
            } else if (line.startsWith("Formula: ") || line.startsWith("Id: ")) {
                sections.add(sections.remove(sections.size() - 1) + '\n' + line.strip());
            }
        }

        assertThat(sections)
                .containsExactlyInAnyOrderElementsOf(each(metric -> metric.label() + "\nFormula: `" + metric.formula()
                        + "` (" + metric.unit() + ")\nId: `" + metric.id() + "`. Source: " + metric.source() + '.'));
    }

    /** What a report says of a metric is what the page says of it; the page may say more. */
    @Test
    void every_definition_stands_on_the_page_as_reports_give_it() throws IOException {
        String page = Files.readString(DOC)
                .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replaceAll("\\s+", " ");
        for (Metric metric : Metrics.ALL) {
            assertThat(page).as(metric.id()).contains(metric.definition());
        }
    }

    private static List<String> each(Function<Metric, String> text) {
        return Metrics.ALL.stream().map(text).toList();
    }
}
