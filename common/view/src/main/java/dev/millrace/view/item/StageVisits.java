package dev.millrace.view.item;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Formats;
import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The visits of one cycle by stage, in the order of the value stream; states without a stage follow, one by one. */
final class StageVisits {

    private final ItemFlow flow;
    private final Map<Stage, List<Visit>> byStage = new LinkedHashMap<>();
    private final Map<String, List<Visit>> withoutStage = new LinkedHashMap<>();

    StageVisits(ItemFlow flow, ValueStream stream) {
        this.flow = flow;
        stream.stages().forEach(stage -> byStage.put(stage, new ArrayList<>()));
        for (Visit visit : flow.visits()) {
            if (visit.stage() == null) {
                withoutStage
                        .computeIfAbsent(visit.state().name(), name -> new ArrayList<>())
                        .add(visit);
            } else {
                byStage.computeIfAbsent(visit.stage(), stage -> new ArrayList<>())
                        .add(visit);
            }
        }
        byStage.values().removeIf(List::isEmpty);
    }

    Map<Stage, List<Visit>> byStage() {
        return byStage;
    }

    Map<String, List<Visit>> withoutStage() {
        return withoutStage;
    }

    Table table() {
        Map<String, Duration> ofTheFlow = ofTheFlow();
        List<Row> rows = new ArrayList<>();
        byStage.forEach((stage, visits) -> rows.add(row(
                Formats.shorten(stage.name(), Formats.NAME),
                Labels.of(stage.kind()),
                ofTheFlow.remove(Formats.shorten(stage.name(), Formats.NAME)),
                visits,
                stage.kind().closed())));
        withoutStage.forEach((state, visits) -> {
            String name = "No stage: " + Formats.shorten(state, Formats.NAME);
            rows.add(row(name, "unmapped", ofTheFlow.remove(name), visits, false));
        });
        // what blocks an item from outside is no visit of it
        ofTheFlow.forEach((name, time) -> rows.add(row(name, "waiting", time, List.of(), false)));
        return new Table(
                Formats.count(flow.visits().size(), "visit", "visits"),
                List.of(
                        Column.words("Stage"),
                        Column.words("Counts as"),
                        Column.figures("Of the flow"),
                        Column.figures("Visits"),
                        Column.figures("Open"),
                        Column.figures("Total time")),
                rows);
    }

    /** The time between start and stop by what decided it: the parts sum to the flow time exactly. */
    private Map<String, Duration> ofTheFlow() {
        Map<String, Duration> times = new LinkedHashMap<>();
        StageStays.of(flow).all().forEach(stay -> times.merge(stay.name(), stay.time(), Duration::plus));
        return times;
    }

    private Row row(String name, String kind, @Nullable Duration ofTheFlow, List<Visit> visits, boolean closed) {
        long open = visits.stream().filter(Visit::open).count();
        Duration total = visits.stream()
                .map(visit -> Duration.between(visit.start(), visit.endOr(flow.asOf())))
                .reduce(Duration.ZERO, Duration::plus);
        // An item stays done for ever, so the length of an open visit there means nothing.
        boolean meaningless = visits.isEmpty() || (closed && open > 0);
        return Row.of(
                Cell.text(name),
                Cell.text(kind),
                Cell.text(ofTheFlow == null ? "-" : Formats.duration(ofTheFlow)),
                Cell.text(Formats.count(visits.size())),
                Cell.text(Formats.count(open)),
                Cell.text(meaningless ? "-" : Formats.duration(total)));
    }
}
