package dev.millrace.view.item;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Segment;
import dev.millrace.metrics.time.WorkingTime;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Team;
import dev.millrace.valuestream.WorkCalendar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts a team's working time beside the calendar time of an item. */
public final class WorkingTimeDocument {

    private WorkingTimeDocument() {}

    /** The document with a section on working time, if the item is the work of a team that has a calendar; else as it is. */
    public static Document add(Document document, List<ItemFlow> cycles, Definition definition) {
        Team team =
                cycles.isEmpty() ? null : definition.team(cycles.get(0).item()).orElse(null);
        if (team == null || team.calendar() == null) {
            return document;
        }
        List<Section> sections = new ArrayList<>(document.sections());
        sections.add(section(team, team.calendar(), cycles));
        return new Document(document.title(), document.subtitle(), document.facts(), document.cards(), sections);
    }

    private static Section section(Team team, WorkCalendar calendar, List<ItemFlow> cycles) {
        List<Row> rows = new ArrayList<>();
        for (ItemFlow flow : cycles) {
            WorkingTime working = WorkingTime.of(flow, calendar);
            String cycle = cycles.size() > 1 ? "cycle " + flow.cycle() + ", " : "";
            rows.add(row(
                    cycle + "start to stop",
                    flow.totals().elapsed(),
                    working.totals().elapsed()));
            rows.add(row(
                    cycle + "active", flow.totals().active(), working.totals().active()));
            rows.add(row(
                    cycle + "waiting", flow.totals().waiting(), working.totals().waiting()));
            for (int i = 0; i < flow.segments().size(); i++) {
                Segment segment = flow.segments().get(i);
                if (segment.kind().counted()) {
                    rows.add(Row.detail(
                            Cell.text(
                                    segment.stage() == null
                                            ? Formats.shorten(segment.state().name(), Formats.NAME)
                                            : Formats.shorten(segment.stage().name(), Formats.NAME)),
                            Cell.text(Formats.duration(segment.length())),
                            Cell.text(Formats.duration(working.segments().get(i)))));
                }
            }
        }
        return new Section(
                "working-time",
                "Working time",
                "By the calendar of team " + Formats.shorten(team.name(), Formats.NAME) + ", "
                        + calendar.zone().getId(),
                List.of(new Table(
                        "Calendar time and working time",
                        List.of(Column.words("What"), Column.figures("Calendar"), Column.figures("Working")),
                        rows)));
    }

    private static Row row(String what, Duration calendar, Duration working) {
        return Row.of(Cell.text(what), Cell.text(Formats.duration(calendar)), Cell.text(Formats.duration(working)));
    }
}
