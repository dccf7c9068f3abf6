package dev.millrace.exchange;

import dev.millrace.flow.FlowTotals;
import dev.millrace.flow.ItemFlow;
import dev.millrace.metrics.time.WorkingTime;
import dev.millrace.model.Figure;
import dev.millrace.model.NativeType;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Team;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of items: one row per item and cycle. */
final class ItemColumns {

    static final List<Column<ItemFlow>> ALL = List.copyOf(all());

    private ItemColumns() {}

    /**
     * The columns under a definition: where it names teams, also whose work an item is, and how much of its time was that team's working
     * time. Empty where it is no team's, or the team has no calendar.
     */
    static List<Column<ItemFlow>> of(Definition definition) {
        if (definition.teams().isEmpty()) {
            return ALL;
        }
        List<Column<ItemFlow>> columns = new ArrayList<>(ALL);
        columns.add(new Column<>(
                "team", flow -> definition.team(flow.item()).map(Team::id).orElse(null)));
        working(columns, definition, "working_active_ms", FlowTotals::active);
        working(columns, definition, "working_waiting_ms", FlowTotals::waiting);
        working(columns, definition, "working_elapsed_ms", FlowTotals::elapsed);
        return columns;
    }

    private static void working(
            List<Column<ItemFlow>> columns, Definition definition, String name, Function<FlowTotals, Duration> part) {
        columns.add(new Column<>(
                name,
                flow -> definition
                        .team(flow.item())
                        .map(Team::calendar)
                        .filter(calendar -> flow.started() && flow.stopKnown())
                        .map(calendar -> part.apply(
                                        WorkingTime.of(flow, calendar).totals())
                                .toMillis())
                        .orElse(null)));
    }

    private static List<Column<ItemFlow>> all() {
        List<Column<ItemFlow>> columns = new ArrayList<>();
        columns.add(new Column<>("item_id", flow -> flow.item().artifact().toString()));
        columns.add(new Column<>("key", flow -> flow.item().key()));
        columns.add(new Column<>("project", flow -> flow.item().project()));
        columns.add(
                new Column<>("native_type_id", flow -> Column.field(flow.item().type(), NativeType::id)));
        columns.add(new Column<>("native_type", flow -> Column.field(flow.item().type(), NativeType::name)));
        columns.add(new Column<>("level", flow -> word(flow.item().level())));
        columns.add(new Column<>("item_type", flow -> flow.type().text()));
        columns.add(new Column<>("cycle", ItemFlow::cycle));
        columns.add(new Column<>("status", flow -> word(flow.status())));
        columns.add(new Column<>("done_rule", flow -> word(flow.chain().doneRule())));
        columns.add(new Column<>("created", ItemFlow::createdAt));
        columns.add(new Column<>("start", ItemFlow::start));
        columns.add(new Column<>("stop", ItemFlow::knownStop));
        figure(columns, "flow_time", "_ms", flow -> flow.flowTime().map(Duration::toMillis));
        figure(columns, "lead_time", "_ms", flow -> flow.leadTime().map(Duration::toMillis));
        total(columns, "active_ms", FlowTotals::active);
        total(columns, "waiting_ms", FlowTotals::waiting);
        total(columns, "paused_ms", FlowTotals::paused);
        total(columns, "closed_gap_ms", FlowTotals::closedGap);
        total(columns, "unmapped_ms", FlowTotals::unmapped);
        total(columns, "elapsed_ms", FlowTotals::elapsed);
        figure(columns, "efficiency", "", ItemFlow::efficiency);
        columns.add(new Column<>("reopenings", ItemFlow::reopenings));
        columns.add(new Column<>("backward_moves", ItemFlow::backwardMoves));
        columns.add(new Column<>("incomplete", flow -> !flow.gaps().isEmpty()));
        return columns;
    }

    /** Three columns: the value (while open, the lower bound), what kind of value it is, and why there is none. */
    private static void figure(
            List<Column<ItemFlow>> columns, String name, String unit, Function<ItemFlow, ? extends Figure<?>> figure) {
        columns.add(new Column<>(name + unit, flow -> value(figure.apply(flow))));
        columns.add(new Column<>(name + "_state", flow -> state(figure.apply(flow))));
        columns.add(new Column<>(name + "_reason", flow -> reason(figure.apply(flow))));
    }

    /** The parts of the time from start to stop; an item that never started, or of an unknown stop, has none, which is not the same as 0. */
    private static void total(List<Column<ItemFlow>> columns, String name, Function<FlowTotals, Duration> part) {
        columns.add(Column.when(
                name,
                flow -> flow.started() && flow.stopKnown(),
                flow -> part.apply(flow.totals()).toMillis()));
    }

    private static @Nullable Object value(Figure<?> figure) {
        if (figure instanceof Figure.Open<?> open) {
            return open.lowerBound();
        }
        return figure.measured().orElse(null);
    }

    private static String state(Figure<?> figure) {
        if (figure instanceof Figure.Measured) {
            return "measured";
        } else if (figure instanceof Figure.Open) {
            return "open";
        } else if (figure instanceof Figure.Unknown) {
            return "unknown";
        } else if (figure instanceof Figure.NotApplicable) {
            return "not-applicable";
        }
        return "contradictory";
    }

    private static @Nullable String reason(Figure<?> figure) {
        return figure.reason().map(reason -> word(reason.code())).orElse(null);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
