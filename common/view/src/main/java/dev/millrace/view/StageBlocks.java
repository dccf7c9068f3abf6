package dev.millrace.view;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.time.StageTime;
import dev.millrace.model.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The time that items spent in each stage, and in each state below it. */
final class StageBlocks {

    private static final String NONE = "-";

    private StageBlocks() {}

    /** A table of the stages. */
    static List<Block> of(List<StageTime> stages) {
        if (stages.isEmpty()) {
            return List.of(new Paragraph("No stage was visited in the window."));
        }
        long longest = stages.stream()
                .mapToLong(stage -> stage.visits().timeInWindow().toMillis())
                .max()
                .orElse(0);
        List<Row> rows = new ArrayList<>();
        for (StageTime stage : stages) {
            rows.add(stageRow(stage, longest));
            for (StageTime.StateTime state : tellingStates(stage)) {
                rows.add(Row.detail(visits(
                        stateName(stage, state),
                        "",
                        state.visits(),
                        Cell.text(Formats.duration(state.visits().timeInWindow())))));
            }
        }
        return List.of(new Table(
                "Visits per stage, and per state below it, in the order of the value stream",
                List.of(
                        Column.words("Stage"),
                        Column.words("Counts as"),
                        Column.figures("Visits"),
                        Column.figures("Open"),
                        Column.figures("p50"),
                        Column.figures("p85"),
                        Column.figures("p95"),
                        Column.words("In the window")),
                rows));
    }

    /** A single state that is called like its stage would only repeat it. */
    private static List<StageTime.StateTime> tellingStates(StageTime stage) {
        boolean repeats = stage.states().size() == 1
                && stage.states()
                        .get(0)
                        .state()
                        .name()
                        .equalsIgnoreCase(stage.stage().name());
        return repeats ? List.of() : stage.states();
    }

    /** Two tools can have a state of one name; then the name alone is ambiguous. */
    private static String stateName(StageTime stage, StageTime.StateTime state) {
        String name = Formats.shorten(state.state().name(), Formats.NAME);
        long sameName = stage.states().stream()
                .filter(other -> other.state().name().equals(state.state().name()))
                .count();
        if (sameName == 1) {
            return name;
        }
        String id = state.state().id() == null
                ? ""
                : ", id " + Formats.shorten(state.state().id(), Formats.NAME);
        return name + " (" + state.tool() + id + ')';
    }

    private static Row stageRow(StageTime stage, long longest) {
        Duration time = stage.visits().timeInWindow();
        double length = longest == 0 ? 0 : (double) time.toMillis() / longest;
        return Row.of(visits(
                Formats.shorten(stage.stage().name(), Formats.NAME),
                Labels.of(stage.stage().kind()),
                stage.visits(),
                Cell.bar(Formats.duration(time), length, Labels.kind(stage.stage()))));
    }

    private static Cell[] visits(String name, String kind, StageTime.VisitStatistics visits, Cell time) {
        Figure<Percentiles<Duration>> completed = visits.completed();
        return new Cell[] {
            Cell.text(name),
            Cell.text(kind),
            Cell.text(Formats.count(visits.n())),
            Cell.text(Formats.count(visits.open())),
            Cell.text(completed.measured().map(p -> Formats.duration(p.p50())).orElse(NONE)),
            Cell.text(completed.measured().map(p -> Formats.duration(p.p85())).orElse(NONE)),
            Cell.text(completed.measured().map(p -> Formats.duration(p.p95())).orElse(NONE)),
            time
        };
    }
}
