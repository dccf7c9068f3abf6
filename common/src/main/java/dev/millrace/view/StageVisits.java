package dev.millrace.view;

import dev.millrace.flow.ItemFlow;
import dev.millrace.flow.Visit;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.ValueStream;
import dev.millrace.view.Block.Column;
import dev.millrace.view.Block.Row;
import dev.millrace.view.Block.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        List<Row> rows = new ArrayList<>();
        byStage.forEach((stage, visits) -> rows.add(row(
                Text.shorten(stage.name(), Words.NAME),
                Words.of(stage.kind()),
                visits,
                stage.kind().closed())));
        withoutStage.forEach((state, visits) ->
                rows.add(row("No stage: " + Text.shorten(state, Words.NAME), "unmapped", visits, false)));
        return new Table(
                Text.count(flow.visits().size(), "visit", "visits"),
                List.of(
                        Column.words("Stage"),
                        Column.words("Counts as"),
                        Column.figures("Visits"),
                        Column.figures("Open"),
                        Column.figures("Time in all")),
                rows);
    }

    private Row row(String name, String kind, List<Visit> visits, boolean closed) {
        long open = visits.stream().filter(Visit::open).count();
        Duration total = visits.stream()
                .map(visit -> Duration.between(visit.start(), visit.endOr(flow.asOf())))
                .reduce(Duration.ZERO, Duration::plus);
        // An item stays done for ever, so that the length of an open visit there tells nothing.
        boolean meaningless = closed && open > 0;
        return Row.of(
                Cell.text(name),
                Cell.text(kind),
                Cell.text(Text.count(visits.size())),
                Cell.text(Text.count(open)),
                Cell.text(meaningless ? "-" : Text.duration(total)));
    }
}
