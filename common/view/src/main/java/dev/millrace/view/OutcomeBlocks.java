package dev.millrace.view;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.metrics.FigureState;
import dev.millrace.metrics.Outcomes;
import dev.millrace.metrics.Population;
import dev.millrace.metrics.report.FlowReport;
import dev.millrace.metrics.time.EfficiencyAccumulator;
import dev.millrace.metrics.time.TimeAccumulator;
import dev.millrace.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which figures the items that stopped in the window have, and why not. */
final class OutcomeBlocks {

    private OutcomeBlocks() {}

    /** The section of a report. */
    static Section section(FlowReport report) {
        List<Outcomes> columns = List.of(
                report.flowTime().outcomes(),
                report.leadTime().outcomes(),
                report.efficiency().outcomes());
        record Key(FigureState state, Reason.Code code) implements Comparable<Key> {
            @Override
            public int compareTo(Key other) {
                int byState = state.compareTo(other.state);
                return byState != 0 ? byState : code.compareTo(other.code);
            }
        }
        TreeSet<Key> keys = columns.stream()
                .flatMap(outcomes -> outcomes.others().stream())
                .map(count -> new Key(count.state(), count.code()))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Row> rows = new ArrayList<>();
        rows.add(row("measured", columns.stream().map(Outcomes::measured).toList()));
        for (Key key : keys) {
            rows.add(row(
                    Labels.of(key.state()) + ": " + key.code().label(),
                    columns.stream().map(o -> n(o, key.state(), key.code())).toList()));
        }
        return new Section(
                "outcomes",
                "Data coverage",
                "How many of the items that stopped in the window have each figure. Unknown values "
                        + "never enter a percentile or a sum.",
                List.of(new Table(
                        "Items that stopped in the window",
                        List.of(
                                Column.words("Outcome"),
                                Column.figures(TimeAccumulator.FLOW_TIME.label()),
                                Column.figures(TimeAccumulator.LEAD_TIME.label()),
                                Column.figures(EfficiencyAccumulator.METRIC.label())),
                        rows)));
    }

    private static long n(Outcomes outcomes, FigureState state, Reason.Code code) {
        return outcomes.others().stream()
                .filter(count -> count.state() == state && count.code() == code)
                .mapToLong(Outcomes.Count::n)
                .sum();
    }

    private static Row row(String label, List<Long> counts) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(label));
        counts.forEach(n -> cells.add(Cell.text(Formats.count(n))));
        return new Row(cells, false);
    }

    /** What became of everything that was offered to a figure, in words. */
    static String population(Population population) {
        String leftOut = leftOut(population);
        return Formats.items(population.counted()) + (leftOut.isEmpty() ? "" : " (" + leftOut + ')');
    }

    /** How many were left out for which reason; empty if none was. */
    static String leftOut(Population population) {
        return population.leftOut().entrySet().stream()
                .map(out -> Formats.count(out.getValue()) + ' ' + out.getKey().label())
                .collect(Collectors.joining("; "));
    }
}
