package dev.millrace.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.metrics.report.Reports;
import dev.millrace.view.ReportView;
import dev.millrace.view.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalRendererTest {

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 100, 160})
    void no_line_is_longer_than_the_terminal(int width) {
        TerminalRenderer renderer = new TerminalRenderer(new TerminalStyle(width, false));
        for (Document document : List.of(
                ReportView.of(Samples.report(), Reports.NO_EXTRAS).document(),
                Samples.item().document())) {
            assertThat(renderer.render(document).lines()).allMatch(line -> DisplayWidth.of(line) <= width);
        }
    }

    @Test
    void columns_line_up_under_letters_that_take_two_columns() {
        List<String> lines = new TerminalTable(TerminalStyle.plain())
                .lines(new Table(
                        "",
                        List.of(Column.words("State"), Column.figures("n")),
                        List.of(
                                Row.of(Cell.text("進行中"), Cell.text("1")),
                                Row.of(Cell.text("e\u0301te\u0301"), Cell.text("10")),
                                Row.of(Cell.text("Review"), Cell.text("100")))));
        assertThat(lines).containsExactly("State     n", "進行中    1", "e\u0301te\u0301      10", "Review  100");
    }

    @Test
    void a_table_too_wide_breaks_its_words_into_lines_and_never_its_figures() {
        List<String> lines = new TerminalTable(new TerminalStyle(40, false))
                .lines(new Table(
                        "",
                        List.of(Column.words("Figure"), Column.figures("Time"), Column.words("Result")),
                        List.of(Row.of(
                                Cell.text("Flow efficiency ratio"),
                                Cell.text("1,234 d 5 h"),
                                Cell.text("no significant change")))));
        assertThat(lines.stream().map(String::stripTrailing))
                .containsExactly(
                        "Figure               Time  Result",
                        "Flow          1,234 d 5 h  no",
                        "efficiency                 significant",
                        "ratio                      change");
    }

    @Test
    void a_cell_has_at_most_three_lines() {
        List<String> lines = new TerminalTable(new TerminalStyle(40, false))
                .lines(new Table(
                        "",
                        List.of(Column.words("Title"), Column.figures("Time")),
                        List.of(Row.of(Cell.text("a".repeat(90)), Cell.text("1,234 d 5 h")))));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).hasSize(38).endsWith("aa  1,234 d 5 h");
        assertThat(lines.get(3).strip()).endsWith("a…");
    }

    @Test
    void a_terminal_too_narrow_for_the_figures_gets_them_one_below_the_other() {
        List<String> lines = new TerminalTable(new TerminalStyle(40, false))
                .lines(new Table(
                        "",
                        List.of(
                                Column.words("Stage"),
                                Column.figures("p50"),
                                Column.figures("p85"),
                                Column.figures("p95")),
                        List.of(Row.of(
                                Cell.text("In review"),
                                Cell.text("1,234 d 5 h"),
                                Cell.text("2,234 d 5 h"),
                                Cell.text("3,234 d 5 h")))));
        assertThat(lines).containsExactly("In review", "  p50: 1,234 d 5 h; p85: 2,234 d 5 h;", "  p95: 3,234 d 5 h");
    }

    @Test
    void without_colours_nothing_but_text_is_written() {
        Document document = Samples.item().document();
        assertThat(new TerminalRenderer(new TerminalStyle(100, false)).render(document))
                .doesNotContain("\u001B");
        assertThat(new TerminalRenderer(new TerminalStyle(100, true))
                        .render(document)
                        .replaceAll("\u001B\\[\\d+m", ""))
                .as("with colours it is the same text")
                .isEqualTo(new TerminalRenderer(new TerminalStyle(100, false)).render(document));
    }

    @Test
    void what_is_there_is_never_drawn_as_nothing() {
        List<String> lines = new TerminalTable(TerminalStyle.plain())
                .lines(new Table(
                        "",
                        List.of(Column.words("Stage"), Column.words("Share")),
                        List.of(
                                Row.of(Cell.text("a"), Cell.bar("<1%", 0.001)),
                                Row.of(Cell.text("b"), Cell.bar("0%", 0)))));
        assertThat(lines.get(1)).endsWith("█");
        assertThat(lines.get(2)).doesNotContain("█");
    }

    @Test
    void the_parts_of_a_bar_make_up_its_whole_length() {
        Block.Chart chart = new Block.Chart(
                Block.Chart.Kind.SHARES,
                "t",
                "s",
                List.of("A", "B", "C"),
                List.of(new Block.Point("Done", List.of(1L, 1L, 1L), false)));
        String bar = new TerminalCharts(TerminalStyle.plain()).lines(chart).get(0);
        assertThat(bar.substring("Done  ".length()))
                .hasSize(40)
                .isEqualTo("█".repeat(13) + "▓".repeat(14) + "▒".repeat(13));
    }
}
