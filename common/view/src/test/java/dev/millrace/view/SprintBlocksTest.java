package dev.millrace.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.document.TerminalStyle;
import dev.millrace.metrics.Flows;
import dev.millrace.metrics.ReportRequest;
import dev.millrace.metrics.report.Reports;
import dev.millrace.sprint.Sprint;
import dev.millrace.valuestream.DefaultStages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SprintBlocksTest {

    private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");
    private static final Instant END = Instant.parse("2026-06-15T16:00:00Z");
    private static final ReportRequest JUNE =
            Reports.request("2026-05-01T00:00:00Z", "2026-07-01T00:00:00Z", "2026-06-30T12:00:00Z", "UTC");

    @Test
    void section_shows_each_sprint_with_what_was_committed_added_and_left() {
        Sprint sprint = new Sprint("7", Sprint.State.CLOSED, START, END, END, "Sprint <7>");

        String text = render(
                item("A-1", START.plus(Duration.ofDays(2))).sprint(sprint, START, null),
                item("A-2", END.plus(Duration.ofDays(1))).sprint(sprint, START, null),
                item("A-3", END.plus(Duration.ofDays(1)))
                        .sprint(sprint, START.plusMillis(1), START.plus(Duration.ofDays(1))),
                item("A-4", END).sprint(sprint));

        assertThat(text)
                .contains("1 of 2 items committed to sprints that ended were delivered (50%).")
                .containsPattern("Sprint <7> +2026-06-01, 2026-06-15")
                .contains("1 not done, 1 removed, 1 in it since an unknown time");
    }

    @Test
    void what_is_not_shown_is_counted() {
        Sprint early = new Sprint("6", Sprint.State.CLOSED, START.minus(Duration.ofDays(90)), END, END, "Long");

        assertThat(render(item("A-1", END).sprint(early, START, null)))
                .contains("Not shown, because begun before the window: 1.");
    }

    @Test
    void reports_without_sprints_have_no_such_section() {
        assertThat(sections(item("A-1", END))).noneMatch(section -> section.id().equals("sprints"));
    }

    private static Flows item(String key, Instant done) {
        return Flows.item(key)
                .in(DefaultStages.IN_PROGRESS, START.minus(Duration.ofDays(3)))
                .in(DefaultStages.DONE, done);
    }

    private static List<Section> sections(Flows... items) {
        return ReportSections.all(Reports.report(JUNE, items), Reports.NO_EXTRAS);
    }

    private static String render(Flows... items) {
        List<Section> shown = sections(items).stream()
                .filter(section -> section.id().equals("sprints"))
                .toList();
        assertThat(shown).hasSize(1);
        return new TerminalRenderer(new TerminalStyle(160, false))
                .render(new Document("", "", null, List.of(), List.of(), shown));
    }
}
